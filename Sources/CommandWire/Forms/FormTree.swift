// SPDX-License-Identifier: Apache-2.0

/// The fields of a form by the levels of their names: nodes in one array, linked by their numbers, the root first.
///
/// A node is found by its parent and its key in a hash table, so that time is linear in the bytes of all names.
struct FormTree: Sendable {
    /// How many fields there may be.
    static let maximumFields = 2000

    private(set) var nodes = [FormNode(parent: 0, key: [], number: nil, source: 0)]
    /// All texts, one after another.
    private(set) var texts: [UInt8] = []
    private var places: [Place: Int] = [:]
    private var fields = 0
    private var source = 0
    private let repeats: FormRepeats
    /// Of each outermost node that was given again, what was there before.
    private var earlier: [Int: [Earlier]] = [:]
    /// What gave way to a body that is no form: the name, and its fields.
    private var yielded: [(name: [UInt8], fields: [Earlier])] = []

    /// A field that does not count.
    private struct Earlier {
        let text: Range<Int>?
        let source: Int
    }

    init(repeats: FormRepeats) { self.repeats = repeats }

    /// Says that what is added from here on stands in another part of the request.
    mutating func beginSource() { source += 1 }

    /// Adds a field.
    mutating func add(_ name: [UInt8], text: ArraySlice<UInt8>) throws(FormFault) {
        fields += 1
        guard fields <= Self.maximumFields else { throw .tooManyFields }
        try StrictText.check(name[...])
        try StrictText.check(text)
        let path = try FormName(name)
        var node = try top(path, of: name)
        for key in path.keys {
            guard nodes[node].text == nil else { throw .textAndContainer(Self.shown(name)) }
            node = try child(of: node, key)
        }
        guard nodes[node].first == nil else { throw .textAndContainer(Self.shown(name)) }
        if let known = nodes[node].text {
            guard repeats == .lastWins else { throw .givenTwice(Self.shown(name)) }
            if path.keys.isEmpty { earlier[node, default: []].append(Earlier(text: known, source: nodes[node].source)) }
        }
        nodes[node].text = texts.count..<(texts.count + text.count)
        texts.append(contentsOf: text)
    }

    /// The node of a name's outermost part. One that is there already in another case, or from another source, is refused or
    /// gives way; so does a text to a container, and a container to a text.
    private mutating func top(_ path: FormName, of name: [UInt8]) throws(FormFault) -> Int {
        let place = Place(parent: 0, key: path.top.map(Name.fold))
        let new = FormNode(parent: 0, key: path.top, number: nil, source: source)
        guard let known = places[place] else { return append(new, at: place) }
        if repeats == .refused {
            guard nodes[known].source == source else { throw .givenInBoth(Self.shown(name)) }
            guard nodes[known].key == path.top else { throw .givenTwice(Self.shown(name)) }
            return known
        }
        guard nodes[known].source != source || (nodes[known].text == nil) == path.keys.isEmpty else { return known }
        let before = drop(known)
        let node = append(new, at: place)
        earlier[node] = before
        return node
    }

    /// Leaves an outermost node out, and says what stood there.
    private mutating func drop(_ node: Int) -> [Earlier] {
        nodes[node].isDropped = true
        return (earlier.removeValue(forKey: node) ?? []) + [Earlier(text: nodes[node].text, source: nodes[node].source)]
    }

    /// Leaves out what a body has, whose folded names these are.
    mutating func yield(to names: Set<[UInt8]>) throws(FormFault) {
        for name in names {
            guard let node = places[Place(parent: 0, key: name)] else { continue }
            guard repeats == .lastWins else { throw .givenInBoth(Self.shown(nodes[node].key)) }
            yielded.append((nodes[node].key, drop(node)))
        }
    }

    /// The outermost fields that were given again, with what was there before.
    var repeated: [RepeatedField] {
        let own = earlier.sorted { $0.key < $1.key }.map { node, fields in
            field(nodes[node].key, fields, source: nodes[node].source)
        }
        return own + yielded.map { field($0.name, $0.fields, source: -1) }
    }

    private func field(_ name: [UInt8], _ fields: [Earlier], source: Int) -> RepeatedField {
        RepeatedField(
            name: name,
            earlier: fields.map {
                RepeatedField.Earlier(text: $0.text.map { Array(texts[$0]) }, isOfSameSource: $0.source == source)
            })
    }

    private mutating func child(of parent: Int, _ key: FormName.Key) throws(FormFault) -> Int {
        let name: [UInt8]
        let number: Int?
        switch key {
        case .named(let key): (name, number) = (key, FormName.number(key))
        case .next:
            // PHP has no item after the last number either, and refuses it.
            guard let next = nodes[parent].next else { throw .brackets }
            (name, number) = (Array(String(next).utf8), next)
        }
        let place = Place(parent: parent, key: name)
        if let known = places[place] { return known }
        return append(FormNode(parent: parent, key: name, number: number, source: source), at: place)
    }

    private mutating func append(_ node: FormNode, at place: Place) -> Int {
        let number = nodes.count
        nodes.append(node)
        places[place] = number
        if let last = nodes[place.parent].last { nodes[last].sibling = number }
        nodes[place.parent].note(child: number, node.number)
        return number
    }

    /// Brings what is numbered into the order of its numbers.
    mutating func orderItems() {
        for container in nodes.indices where nodes[container].isNumbered && !nodes[container].isOrdered {
            var items: [Int] = []
            items.reserveCapacity(nodes[container].count)
            var child = nodes[container].first
            while let item = child {
                items.append(item)
                child = nodes[item].sibling
            }
            items.sort { (nodes[$0].number ?? 0) < (nodes[$1].number ?? 0) }
            for (item, sibling) in zip(items, items.dropFirst()) { nodes[item].sibling = sibling }
            nodes[container].first = items.first
            if let last = items.last { nodes[last].sibling = nil }
        }
    }

    /// Makes an empty field of each container whose fields are numbered and all empty.
    mutating func emptyLists() {
        // A container's children come after it, so that inner ones are seen to first.
        for container in nodes.indices.reversed() where container > 0 && nodes[container].isNumbered {
            guard var child = nodes[container].first else { continue }
            while nodes[child].text?.isEmpty == true, let sibling = nodes[child].sibling { child = sibling }
            guard nodes[child].text?.isEmpty == true else { continue }
            nodes[container].first = nil
            nodes[container].text = 0..<0
        }
    }

    /// Takes what does not count out of the root's children.
    mutating func leaveOutDropped() {
        var kept: [Int] = []
        var child = nodes[0].first
        while let node = child {
            if !nodes[node].isDropped { kept.append(node) }
            child = nodes[node].sibling
        }
        for (node, sibling) in zip(kept, kept.dropFirst()) { nodes[node].sibling = sibling }
        nodes[0].first = kept.first
        if let last = kept.last { nodes[last].sibling = nil }
    }

    private static func shown(_ name: [UInt8]) -> String { String(decoding: name.prefix(100), as: UTF8.self) }
}

/// A key in a container.
private struct Place: Hashable {
    let parent: Int
    let key: [UInt8]

    func hash(into hasher: inout Hasher) {
        hasher.combine(parent)
        key.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
