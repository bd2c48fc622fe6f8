// SPDX-License-Identifier: Apache-2.0

import CommandKit

extension ValueDeclaration.Kind {
    /// Whether a handler gets a text.
    package var isText: Bool {
        switch self {
        case .string, .date, .time, .datetime, .timezone, .url, .email: true
        default: false
        }
    }

    /// Whether a handler gets one number.
    package var isNumeric: Bool { self == .integer || self == .id || self == .number }

    /// A value in the form in which a handler gets this type; nil where it is not of this type.
    func bound(_ value: ManifestValue, _ side: ValueCheck.Side) -> ManifestValue? {
        switch self {
        case .string: value.text(side) { Normalization.isStreamSafe($0) ? $0 : nil }
        case .integer: value.integer(side).map(ManifestValue.integer)
        case .id: value.integer(side).flatMap { $0 >= 1 ? .integer($0) : nil }
        case .idList: value.ids(side).map { .array($0.map(ManifestValue.integer)) }
        case .number: value.number(side).map(ManifestValue.number)
        case .boolean: value.boolean(side).map(ManifestValue.boolean)
        case .date: value.text(side, Format.date)
        case .time: value.text(side, Format.time)
        case .datetime: value.text(side, Format.datetime)
        case .timezone: value.text(side, Format.timezone)
        case .url: value.text(side, Format.url)
        case .email: value.text(side, Format.email)
        case .object: value.composite(side) { if case .object = $0 { true } else { false } }
        case .array: value.composite(side) { if case .array = $0 { true } else { false } }
        }
    }
}

extension ManifestValue {
    /// Whether it is a text without content.
    var isEmptyText: Bool { if case .string(let text) = self { text.isEmpty } else { false } }

    /// With the white space taken off and in NFC, where the declaration says so.
    func prepared(for declaration: ValueDeclaration) -> ManifestValue {
        guard declaration.trims || declaration.normalizes, case .string(let text) = self else { return self }
        let trimmed = declaration.trims ? Format.trimmed(text) : text
        return .string(declaration.normalizes ? Normalization.nfc(trimmed) : trimmed)
    }

    /// The empty value of a composite type that an empty text, array or object stands for, or a text that holds one.
    func emptyComposite(_ kinds: [ValueDeclaration.Kind]) -> ManifestValue? {
        guard isEmptyText || isEmptyComposite else { return nil }
        return kinds.first(where: \.isComposite).map { $0 == .object ? .object([]) : .array([]) }
    }

    private var isEmptyComposite: Bool {
        if case .string(let text) = self, let value = ManifestValue(json: text) { return value == .array([]) || value == .object([]) }
        return self == .array([]) || self == .object([])
    }

    fileprivate func integer(_ side: ValueCheck.Side) -> Int? {
        switch self {
        case .integer(let value): value
        case .string(let text) where side == .request: Format.integer(Array(text.utf8).span)
        default: nil
        }
    }

    fileprivate func number(_ side: ValueCheck.Side) -> Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value.isFinite ? value : nil
        case .string(let text) where side == .request: Format.number(text)
        default: nil
        }
    }

    fileprivate func boolean(_ side: ValueCheck.Side) -> Bool? {
        switch self {
        case .boolean(let value): value
        case .integer(let value) where side == .request: value == 1 ? true : value == 0 ? false : nil
        case .string(let text) where side == .request: Format.boolean(text)
        default: nil
        }
    }

    fileprivate func text(_ side: ValueCheck.Side, _ canonical: (String) -> String?) -> ManifestValue? {
        guard case .string(let text) = self, let form = canonical(text), side == .request || form == text else { return nil }
        return .string(form)
    }

    fileprivate func composite(_ side: ValueCheck.Side, _ fits: (ManifestValue) -> Bool) -> ManifestValue? {
        if fits(self) { return self }
        guard side == .request, case .string(let text) = self, let value = ManifestValue(json: text), fits(value) else { return nil }
        return value
    }

    /// Ids without duplicates; a bad one makes the whole bad, an empty one is left out.
    fileprivate func ids(_ side: ValueCheck.Side) -> [Int]? {
        let items: [ManifestValue]
        switch self {
        case .array(let array): items = array
        case .string(let text) where side == .request:
            if case .array(let listed) = ManifestValue(json: text) { return ManifestValue.array(listed).ids(side) }
            items = text.split(separator: ",").map { .string(Self.trimmingSpaces($0)) }
        default: items = side == .request ? [self] : [.null]
        }
        var ids: [Int] = []
        for item in items where !(side == .request && item.isSpaces) {
            guard let id = item.integer(side), id >= 1 else { return nil }
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    /// Whether it is a text of spaces alone, or of nothing.
    private var isSpaces: Bool { if case .string(let text) = self { text.utf8.allSatisfy { $0 == 0x20 } } else { false } }

    /// Without the spaces at its ends: they alone are passed over around the commas of a list.
    private static func trimmingSpaces(_ item: Substring) -> String {
        let start = item.drop { $0 == " " }
        return String(start[..<(start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex)])
    }
}
