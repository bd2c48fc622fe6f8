// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

extension Binder {
    /// The value as one kind, or nil where it is not of that kind. Faults inside of it are found here.
    mutating func value(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ kind: ValueDeclaration.Kind, _ declared: ValuePlan,
        _ path: ValuePath, _ code: Int
    ) -> BoundValue? {
        switch kind {
        case .integer: IDList.integer(spot, bytes).map(BoundValue.integer)
        case .id: IDList.id(spot, bytes).map(BoundValue.integer)
        case .idList: idList(spot, bytes).map(BoundValue.ids)
        case .number: number(spot, bytes).map(BoundValue.number)
        case .boolean: boolean(spot, bytes).map(BoundValue.boolean)
        case .object: object(spot, bytes, declared, path, code)
        case .array: array(spot, bytes, declared, path, code)
        default: spot.kind.isString ? text(spot, bytes, kind, declared).map(BoundValue.string) : nil
        }
    }

    private func text(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ kind: ValueDeclaration.Kind, _ declared: ValuePlan
    ) -> String? {
        // A `string` has been measured by its own limits.
        guard kind == .string || !JSONString.isLonger(than: Format.longestForm, bytes, spot) else { return nil }
        var text = JSONString.string(bytes, spot)
        guard Normalization.isStreamSafe(text) else { return nil }
        if declared.trims { text = Format.trimmed(text) }
        if declared.normalizes { text = Normalization.nfc(text) }
        return switch kind {
        case .date: Format.date(text)
        case .time: Format.time(text)
        case .datetime: Format.datetime(text)
        case .timezone: Format.timezone(text)
        case .url: Format.url(text)
        case .email: Format.email(text)
        default: text
        }
    }

    private func idList(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> [Int]? {
        switch spot.kind {
        case .string: IDList.parse(bytes.extracting(spot.range)) ?? IDList.parse(embedded: JSONString.unescaped(bytes, spot))
        case .escapedString: IDList.parse(text: JSONString.unescaped(bytes, spot))
        case .array: (try? JSONScanner.items(bytes, in: spot.range)).flatMap { IDList.parse(items: $0, bytes) }
        case .object: numbered(spot, bytes).flatMap { IDList.parse(items: $0, bytes) }
        case .integer: IDList.id(spot, bytes).map { [$0] }
        default: nil
        }
    }

    private func number(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> Double? {
        guard spot.kind == .integer || spot.kind == .number || spot.kind.isString, spot.range.count <= 512 else { return nil }
        return Format.number(JSONString.string(bytes, spot))
    }

    private func boolean(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> Bool? {
        switch spot.kind {
        case .true: true
        case .false: false
        case .integer where spot.range.count == 1, .string where spot.range.count <= 5, .escapedString where spot.range.count <= 30:
            Self.flag(JSONString.string(bytes, spot), spot)
        default: nil
        }
    }

    private static func flag(_ text: String, _ spot: JSONSpot) -> Bool? {
        spot.kind.isString ? Format.boolean(text) : text == "1" ? true : text == "0" ? false : nil
    }

    // MARK: Composites

    private mutating func object(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ declared: ValuePlan, _ path: ValuePath, _ code: Int
    ) -> BoundValue? {
        if spot.kind.isString { return embedded(spot, bytes, .object, declared, path, code) }
        if spot.kind == .array, declared.allowsEmpty, isEmpty(spot, bytes) { return .object([]) }
        if let values = declared.values { return map(spot, bytes, values, path, code) }
        guard spot.kind == .object else { return nil }
        guard let members = declared.members else { return .json(JSONString.string(bytes, spot)) }
        guard let fields = try? JSONScanner.members(bytes, in: spot.range) else { return nil }
        if fields.isEmpty, declared.allowsEmpty { return .object([]) }
        return .object(bind(members, fields, bytes, path, code))
    }

    /// An object with names of the caller's. What is null counts as not sent, as does a form's empty field.
    private mutating func map(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ declared: ValuePlan, _ path: ValuePath, _ code: Int
    ) -> BoundValue? {
        guard let fields = entries(spot, bytes) else { return nil }
        var seen: Set<String> = []
        var result: [(name: String, value: BoundValue)] = []
        for (name, value) in fields
        where !value.kind.isNull && (declared.takesEmptyField || spot.start >= formLength || !Self.isEmptyText(value)) {
            let place = ValuePath.entry(path, name)
            // To Swift, and to a reader, é is one name however it is written.
            if seen.insert(name).inserted {
                result.append((name, bind(value, bytes, declared, place, code: code)))
            } else {
                addTwin(place, declared.invalid ?? code)
            }
        }
        return .map(result)
    }

    /// The names and values of an object; those of a form whose names are numbers from 0 on have become an array.
    private func entries(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> [(name: String, value: JSONSpot)]? {
        if spot.kind == .array, spot.start < formLength {
            return (try? JSONScanner.items(bytes, in: spot.range, limit: JSONScanner.maximumNames))?.enumerated().map { (String($0), $1) }
        }
        guard spot.kind == .object else { return nil }
        return (try? JSONScanner.members(bytes, in: spot.range))?.map { (JSONString.string(bytes, $0.name), $0.value) }
    }

    private mutating func array(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ declared: ValuePlan, _ path: ValuePath, _ code: Int
    ) -> BoundValue? {
        if spot.kind.isString { return embedded(spot, bytes, .array, declared, path, code) }
        if spot.kind == .object, declared.allowsEmpty, isEmpty(spot, bytes) { return .array([]) }
        let numbered = numbered(spot, bytes)
        guard spot.kind == .array || numbered != nil else { return nil }
        guard let item = declared.item else { return .json(numbered.map { Self.array($0, bytes) } ?? JSONString.string(bytes, spot)) }
        guard var items = numbered ?? (try? JSONScanner.items(bytes, in: spot.range, limit: declared.mostItems)) else { return nil }
        if spot.start < formLength { items.removeAll(where: Self.isEmptyText) }
        return .array(bind(items, item, bytes, path, code, limits: declared.limits))
    }

    /// The items of a form's container whose fields are numbered, with gaps; nil for anything else.
    private func numbered(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> [JSONSpot]? {
        guard spot.kind == .object, spot.start < formLength, let fields = try? JSONScanner.members(bytes, in: spot.range) else {
            return nil
        }
        for field in fields where !Form.isItem(bytes.extracting(field.name.range)) { return nil }
        return fields.isEmpty ? nil : fields.map(\.value)
    }

    private static func array(_ items: [JSONSpot], _ bytes: Span<UInt8>) -> String {
        var text = [UInt8(ascii: "[")]
        for item in items {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            let range = item.kind.isString ? (item.start - 1)..<(item.end + 1) : item.range
            for index in range { text.append(bytes[index]) }
        }
        text.append(UInt8(ascii: "]"))
        return String(decoding: text, as: UTF8.self)
    }

    private func isEmpty(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> Bool {
        (spot.start + 1..<max(spot.start + 1, spot.end - 1)).allSatisfy { bytes[$0] <= 0x20 }
    }

    /// A text that holds an object or array as JSON, as forms send it.
    private mutating func embedded(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ kind: ValueDeclaration.Kind, _ declared: ValuePlan,
        _ path: ValuePath, _ code: Int
    ) -> BoundValue? {
        let text = JSONString.unescaped(bytes, spot)
        if text.isEmpty, declared.allowsEmpty { return kind == .object ? .object([]) : .array([]) }
        guard let inner = try? JSONScanner.value(text.span, in: 0..<text.count, mostNames: JSONScanner.maximumNames),
            inner.kind == .object || inner.kind == .array
        else { return nil }
        let outer = formLength
        formLength = 0
        defer { formLength = outer }
        return value(inner, text.span, kind, declared, path, code)
    }

    private mutating func bind(
        _ items: [JSONSpot], _ declared: ValuePlan, _ bytes: Span<UInt8>, _ path: ValuePath, _ code: Int,
        limits: [Limit]
    ) -> [BoundValue] {
        // The array's own limits come before what is in its items, and bound how many of them are looked at.
        let unlooked = Array(repeating: BoundValue.absent, count: items.count)
        guard limits.allSatisfy({ LimitCheck.holds($0.condition, for: .array(unlooked)) }) else { return unlooked }
        return items.enumerated().map { number, item in
            bind(item, bytes, declared, .item(path, number), code: code)
        }
    }

    private mutating func bind(
        _ members: (plans: [ParameterPlan], index: NameIndex), _ fields: [JSONField], _ bytes: Span<UInt8>, _ path: ValuePath, _ code: Int
    ) -> [BoundValue] {
        var spots = [JSONSpot?](repeating: nil, count: members.plans.count)
        for field in fields {
            guard let number = field.number(in: members.index, bytes) else {
                addUnknown(JSONString.string(bytes, field.name), members.plans, path, code)
                continue
            }
            if spots[number] != nil {
                let twin = members.plans[number]
                addTwin(.member(path, twin.name), twin.value.invalid ?? code)
            }
            spots[number] = field.value
        }
        return members.plans.enumerated().map { number, member in bind(spots[number], bytes, member, path, code) }
    }

    private mutating func bind(
        _ spot: JSONSpot?, _ bytes: Span<UInt8>, _ member: ParameterPlan, _ path: ValuePath, _ code: Int
    ) -> BoundValue {
        let place = ValuePath.member(path, member.name)
        guard let spot, member.isGiven(spot, formLength) else {
            if let missing = member.required {
                findings.add(
                    Violation(
                        code: missing, parameter: place.text, rule: place.rule + ".required",
                        message: "\(place.text) is required"))
            }
            return member.initial
        }
        return bind(spot, bytes, member.value, place, code: code)
    }

    private mutating func addUnknown(_ name: String, _ members: [ParameterPlan], _ path: ValuePath, _ code: Int) {
        guard !findings.isFull else { return }
        let hint = Suggestion.nearest(to: name, among: members.lazy.map(\.name)).map { ". Did you mean \($0)?" } ?? ""
        findings.add(
            Violation(
                code: code, parameter: path.text, rule: path.rule + ".members",
                message: "\(path.text) has no member \(Wording.shortened(name))\(hint)"))
    }

    private mutating func addTwin(_ place: ValuePath, _ code: Int) {
        findings.add(
            Violation(
                code: code, parameter: place.text, rule: place.rule + ".once",
                message: "\(place.text) is given twice, in two spellings"))
    }
}
