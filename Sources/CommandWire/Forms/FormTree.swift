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

    /// Says that what is added from here on stands in another part of the request.
    mutating func beginSource() { source += 1 }

    /// Adds a field.
    mutating func add(_ name: [UInt8], text: ArraySlice<UInt8>) throws(FormFault) {
        fields += 1
        guard fields <= Self.maximumFields else { throw .tooManyFields }
        try StrictText.check(name[...])
        try StrictText.check(text)
        let path = try FormName(name)
        var node = try top(path.top, of: name)
        for key in path.keys {
            guard nodes[node].text == nil else { throw .textAndContainer(Self.shown(name)) }
            node = try child(of: node, key)
        }
        guard nodes[node].text == nil else { throw .givenTwice(Self.shown(name)) }
        guard nodes[node].first == nil else { throw .textAndContainer(Self.shown(name)) }
        nodes[node].text = texts.count..<(texts.count + text.count)
        texts.append(contentsOf: text)
    }

    /// The node of a name's outermost part, which must not stand there in another case or from another source.
    private mutating func top(_ key: [UInt8], of name: [UInt8]) throws(FormFault) -> Int {
        let place = Place(parent: 0, key: key.map(Name.fold))
        guard let known = places[place] else { return append(FormNode(parent: 0, key: key, number: nil, source: source), at: place) }
        guard nodes[known].source == source, nodes[known].key == key else { throw .givenTwice(Self.shown(name)) }
        return known
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

    /// Brings the items of every array into the order of their numbers.
    mutating func orderItems() {
        for container in nodes.indices where nodes[container].isList && !nodes[container].isOrdered {
            var items = [Int](repeating: 0, count: nodes[container].count)
            var child = nodes[container].first
            while let item = child {
                if let number = nodes[item].number { items[number] = item }
                child = nodes[item].sibling
            }
            for (item, sibling) in zip(items, items.dropFirst()) { nodes[item].sibling = sibling }
            nodes[container].first = items.first
            if let last = items.last { nodes[last].sibling = nil }
        }
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
