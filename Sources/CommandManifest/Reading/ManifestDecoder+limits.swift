// SPDX-License-Identifier: Apache-2.0

/// Limits: each on its own, then against the type and against one another.
extension ManifestDecoder {
    /// The limits of a declaration, in the order in which they are checked.
    mutating func limits(_ node: YAMLNode, _ declaration: ValueDeclaration, _ place: ValuePlace) -> [Limit] {
        var result: [Limit] = []
        for entry in Self.readers {
            guard let key = key(entry.keyword, of: node), let value = node[entry.keyword] else {
                // What the router reads itself it bounds itself.
                guard !place.isReply, node["role"] == nil else { continue }
                let bound = declaration.defaultLimit("\(entry.keyword)", beside: result, hasChoices: node["oneOf"] != nil)
                if let bound { result.append(bound) }
                continue
            }
            let (operand, code, says) = operand(value, place)
            guard let operand, let condition = entry.read(&self, operand, declaration) else { continue }
            if declaration.kinds.isEmpty || declaration.kinds.contains(where: condition.fits) {
                result.append(Limit(condition, code: code, says: says, location: key.location))
            } else {
                faults.report(
                    .limitMisplaced, at: key.location, "`\(entry.keyword)` limits no value of type `\(declaration.typeText)`.",
                    note: "Take it out or change the type.")
            }
        }
        if !declaration.kinds.isEmpty { checkContradictions(result, declaration, node["oneOf"]) }
        return result
    }

    private typealias Reader = @Sendable (inout ManifestDecoder, YAMLNode, ValueDeclaration) -> Limit.Condition?

    private static let readers: [(keyword: StaticString, read: Reader)] = [
        ("notBlank", { decoder, node, _ in decoder.notBlank(node) }),
        ("oneOf", { decoder, node, value in value.listsIntegers ? decoder.oneOfIntegers(node) : decoder.oneOf(node) }),
        ("pattern", { decoder, node, _ in decoder.pattern(node) }),
        ("minLength", { decoder, node, _ in decoder.count(node, "`minLength`").map(Limit.Condition.minLength) }),
        ("maxLength", { decoder, node, _ in decoder.count(node, "`maxLength`").map(Limit.Condition.maxLength) }),
        ("minimum", { decoder, node, value in decoder.bound(node, "`minimum`", value).map(Limit.Condition.minimum) }),
        ("maximum", { decoder, node, value in decoder.bound(node, "`maximum`", value).map(Limit.Condition.maximum) }),
        ("minItems", { decoder, node, _ in decoder.count(node, "`minItems`").map(Limit.Condition.minItems) }),
        ("maxItems", { decoder, node, _ in decoder.count(node, "`maxItems`").map(Limit.Condition.maxItems) }),
    ]

    /// What stands behind a limit's key: a plain value, or a value with a code and a message of its own.
    private mutating func operand(_ node: YAMLNode, _ place: ValuePlace) -> (YAMLNode?, code: Int?, says: String?) {
        guard node.isMapping else { return (node, nil, nil) }
        refuseUnknownKeys(node, .limit)
        let value = node["is"]
        if value == nil, !isMistaken("is", in: node, .limit) { missing("is", in: node, "Write the limit's value under `is`.") }
        guard place.isReply else { return (value, usedCode(node["code"], "`code`"), node["says"].flatMap { line($0, "`says`") }) }
        for (keyword, what) in [("code", "code"), ("says", "message")] as [(StaticString, String)] {
            guard let key = key(keyword, of: node) else { continue }
            faults.report(.keyMisplaced, at: key.location, "A reply's limit has no \(what).", note: "Write the value alone.")
        }
        return (value, nil, nil)
    }

    private mutating func notBlank(_ node: YAMLNode) -> Limit.Condition? {
        guard let flag = flag(node, "`notBlank`") else { return nil }
        if flag { return .notBlank }
        wrongKind(node, "`notBlank`", "`true`", "Write `true`, or take it out.")
        return nil
    }

    private mutating func oneOf(_ node: YAMLNode) -> Limit.Condition? {
        let words = texts(node, "`oneOf`").map(\.text)
        if node.isSequence, node.count == 0 { empty(node, "`oneOf`") }
        return words.isEmpty ? nil : .oneOf(words)
    }

    private mutating func oneOfIntegers(_ node: YAMLNode) -> Limit.Condition? {
        var numbers: [Int] = []
        for item in items(node, "`oneOf`") {
            guard let number = integer(item, "An item of this list", in: .min ... .max) else { continue }
            if numbers.contains(number) { twiceInList(item) } else { numbers.append(number) }
        }
        if node.isSequence, node.count == 0 { empty(node, "`oneOf`") }
        return numbers.isEmpty ? nil : .oneOfIntegers(numbers)
    }

    private mutating func pattern(_ node: YAMLNode) -> Limit.Condition? {
        guard let text = text(node, "`pattern`") else { return nil }
        do {
            return .pattern(try Pattern(text))
        } catch {
            faults.report(
                .patternInvalid, at: node.location(shiftedBy: node.shift(of: error.offset)), error.message,
                note: "Mend the pattern at its character \(error.offset + 1).")
            return nil
        }
    }

    private mutating func count(_ node: YAMLNode, _ what: String) -> Int? { integer(node, what, in: 0...Int(Int32.max)) }

    private mutating func bound(_ node: YAMLNode, _ what: String, _ declaration: ValueDeclaration) -> Double? {
        // Beyond this, a Double cannot say every whole number.
        let exact = (1 << 53) - 1
        guard declaration.kinds.contains(.number) else { return integer(node, what, in: -exact...exact).map(Double.init) }
        guard node.kind == .plain, let number = Format.number(node.text) else {
            wrongKind(node, what, "a number", "Write it as JSON has it, without quotes.")
            return nil
        }
        return number
    }
}

// MARK: Contradictions

extension ManifestDecoder {
    private mutating func checkContradictions(_ limits: [Limit], _ declaration: ValueDeclaration, _ choices: YAMLNode?) {
        for (index, limit) in limits.enumerated() {
            for other in limits[..<index] where limit.condition.contradicts(other.condition) {
                contradiction(limit.location, "`\(limit.condition.keyword)` contradicts `\(other.condition.keyword)`.")
            }
            if case .maximum(let most) = limit.condition, most < 1, declaration.kinds == [.id] {
                contradiction(limit.location, "`maximum` contradicts the type: an `id` is at least 1.")
            }
        }
        guard limits.contains(where: { $0.condition.keyword == "oneOf" }), let choices else { return }
        var others = declaration
        others.limits = limits.filter { $0.condition.keyword != "oneOf" }
        for item in (choices.isMapping ? choices["is"] : choices)?.items ?? choices.items { checkChoice(item, others) }
    }

    /// A text of `oneOf` that breaks the type, another limit, or changes when it is trimmed, can never be sent.
    private mutating func checkChoice(_ item: YAMLNode, _ others: ValueDeclaration) {
        // What is no whole number where one is due was told of already.
        guard item.isScalar, !item.isNull, !others.listsIntegers || Format.integer(item.bytes.span) != nil else { return }
        var check = ValueCheck()
        let bound = check.bind(.string(item.text), to: others)
        var reason = check.violations.first.map { "it breaks `\($0.keyword)`" }
        if case .string(let form)? = bound, !form.utf8.elementsEqual(item.text.utf8) { reason = "it changes before it is compared" }
        guard let reason else { return }
        contradiction(item.location, "`\(item.text)` under `oneOf` can never be valid: \(reason).")
    }

    private mutating func contradiction(_ location: SourceLocation, _ message: String) {
        faults.report(.limitContradiction, at: location, message, note: "Change one of the two, such that some value is valid.")
    }
}

extension YAMLNode {
    /// How many scalars of the file stand before one of the text's: those before it and a quote, where no escape and no second
    /// line is among them. Else none.
    fileprivate func shift(of offset: Int) -> Int {
        guard let end = location.endColumn else { return 0 }
        let quotes = kind == .singleQuoted || kind == .doubleQuoted ? 2 : 0
        let isPlain = end - location.column == text.unicodeScalars.count + quotes
        return isPlain ? offset + quotes / 2 : 0
    }
}

extension Limit.Condition {
    /// Whether no value satisfies both; asked of a later limit about an earlier one.
    fileprivate func contradicts(_ earlier: Limit.Condition) -> Bool {
        switch (earlier, self) {
        case (.minLength(let least), .maxLength(let most)), (.minItems(let least), .maxItems(let most)): least > most
        case (.minimum(let least), .maximum(let most)): least > most
        case (.notBlank, .maxLength(let most)): most == 0
        default: false
        }
    }
}

extension ValueDeclaration {
    /// Whether its `oneOf` is a list of whole numbers: it has no type of texts.
    fileprivate var listsIntegers: Bool { kinds.contains { $0 == .integer || $0 == .id } && !kinds.contains(where: \.isText) }

    /// The types as a manifest writes them.
    var typeText: String {
        kinds.count == 1 ? kinds[0].rawValue : "[" + kinds.map(\.rawValue).joined(separator: ", ") + "]"
    }
}
