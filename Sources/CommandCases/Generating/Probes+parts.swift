// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension Probes {
    /// Adds texts that are nasty, in places where a text is due.
    mutating func addTexts() {
        guard declaration.kinds.contains(.string) else { return }
        let nasty: [(String, String)] = [
            ("right-to-left", "a\u{202E}b"), ("zero-width", "a\u{200B}b"), ("decomposed", "e\u{301}"),
            ("emoji", "\u{1F468}\u{200D}\u{1F469}"),
            ("private-use", "\u{E000}"), ("no-character", "\u{FFFE}"), ("replacement", "\u{FFFD}"), ("line-separator", "a\u{2028}b"),
            ("line-break", "a\r\nb"), ("tab", "a\tb"), ("quote", "a\"b\\c"), ("markup", "<b>a</b>"), ("sql", "a'; DROP TABLE b; --"),
            ("empty", ""), ("space", " "), ("combining-marks-30", "a" + String(repeating: "\u{323}", count: 30)),
        ]
        for (label, text) in nasty where !declaration.normalizes || text.utf8.allSatisfy({ $0 < 0x80 }) {
            add("text/" + label, text: text)
        }
        // Escapes stand for the same text.
        if let sample, case .string(let text) = sample.bound, let first = text.unicodeScalars.first, first.value < 128 {
            let digits = String(first.value, radix: 16)
            let escaped =
                "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                + ManifestValue.string(String(text.unicodeScalars.dropFirst())).json.dropFirst()
            add("text/escaped", escaped, .bound(sample.bound))
        }
    }

    /// Adds white space at a text's ends, and scalars that another form of the text has.
    mutating func addForms() {
        guard let sample, case .string(let text) = sample.bound else { return }
        if declaration.trims {
            add("trim/spaces", ManifestValue.string("  " + text + " ").json, .bound(sample.bound))
            add("trim/line-breaks", ManifestValue.string("\n" + text + "\t").json, .bound(sample.bound))
        }
        guard declaration.normalizes, declaration.kinds == [.string] else { return }
        for (label, sent, composed) in [
            ("e-acute", "e\u{301}", "\u{E9}"), ("angstrom", "\u{212B}", "\u{C5}"), ("hangul", "\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
        ] {
            add("nfc/" + label, ManifestValue.string(text + sent).json, bound: .string(text + composed))
        }
    }

    /// Adds texts that break the limits together, so that their order is seen.
    mutating func addJoint() {
        guard declaration.limits.count > 1, declaration.kinds == [.string] else { return }
        for (label, count) in [("short", max(1, (declaration.minLength ?? 2) - 1)), ("long", (declaration.maxLength ?? 299) + 1)]
        where count <= 70_000 {
            add("limits/together-" + label, text: String(repeating: "\u{7F}", count: count))
        }
        add("limits/together-space", text: " \u{7F}")
    }

    /// Adds what may be wrong inside of an object.
    mutating func addMembers() {
        guard let members = declaration.members else { return }
        let base = members.filter { $0.required != nil }.compactMap { member in Sample.of(member.value).map { (member, $0) } }
        for member in members {
            let others = base.filter { $0.0.name != member.name }
            for probe in Probes(member.value, enclosing: code).all where !(probe.isEmptyText && member.required != nil) {
                add(probe, of: member, among: others)
            }
            addAbsences(of: member, among: others)
            addTwin(of: member, among: others)
        }
        let unknown = [Probe.Break(keyword: "members", code: code)]
        let parts = base.map { ($0.0.name, $0.1.json, $0.1.bound) }
        let text = ObjectText(declaration, parts + [("Unlisted", "1", .null)]).sample
        add("members/unlisted", text.json, .broken(unknown, bound: text.bound))
        if let first = members.first, let value = Sample.of(first.value), let twin = first.name.lookAlike {
            let alike = ObjectText(declaration, parts + [(twin, value.json, .null)]).sample
            add("members/look-alike", alike.json, .broken(unknown, bound: alike.bound))
        }
    }

    private mutating func add(_ probe: Probe, of member: ParameterDeclaration, among others: [(ParameterDeclaration, Sample)]) {
        let parts = others.map { ($0.0.name, $0.1.json, $0.1.bound) }
        let json = ObjectText(declaration, parts + [(member.name, probe.json, .null)]).sample.json
        let inner = probe.inside(member.name, at: "." + member.name, json: json) { [declaration] bound in
            ObjectText(declaration, parts + [(member.name, "", bound)]).sample.bound
        }
        add(inner.label, inner.json, inner.outcome, at: inner.location)
    }

    private mutating func addAbsences(of member: ParameterDeclaration, among others: [(ParameterDeclaration, Sample)]) {
        let parts = others.map { ($0.0.name, $0.1.json, $0.1.bound) }
        let absent = ObjectText(declaration, parts).sample
        let outcome: Probe.Outcome =
            member.required.map { .broken([Probe.Break(path: "." + member.name, keyword: "required", code: $0)], bound: absent.bound) }
            ?? .bound(absent.bound)
        // An object without anything in it may be taken for an empty value.
        if !(parts.isEmpty && declaration.allowsEmpty) { add(member.name + "/required/absent", absent.json, outcome, at: member.location) }
        let null = ObjectText(declaration, parts + [(member.name, "null", .null)]).sample
        add(member.name + "/required/null", null.json, member.required == nil ? .bound(absent.bound) : outcome, at: member.location)
        guard member.required != nil else { return }
        let empty = ObjectText(declaration, parts + [(member.name, "\"\"", .null)]).sample
        add(member.name + "/required/empty", empty.json, outcome, at: member.location)
    }

    private mutating func addTwin(of member: ParameterDeclaration, among others: [(ParameterDeclaration, Sample)]) {
        guard let value = Sample.of(member.value) else { return }
        let parts = others.map { ($0.0.name, $0.1.json, $0.1.bound) }
        let upper = member.name.uppercased() == member.name ? member.name.lowercased() : member.name.uppercased()
        let other = ObjectText(declaration, parts + [(upper, value.json, .null)]).sample
        let bound = ObjectText(declaration, parts + [(member.name, "", value.bound)]).sample.bound
        add(member.name + "/name/another-case", other.json, .bound(bound), at: member.location)
        for alias in member.aliases {
            let named = ObjectText(declaration, parts + [(alias, value.json, .null)]).sample
            add(member.name + "/name/" + alias, named.json, .bound(bound), at: member.location)
        }
        let twice = ObjectText(declaration, parts + [(member.name, value.json, .null), (upper, value.json, .null)]).sample
        let code = member.value.invalid ?? code
        add(
            member.name + "/name/twice", twice.json,
            .broken([Probe.Break(path: "." + member.name, keyword: "once", code: code)], bound: bound),
            at: member.location)
    }

    /// Adds what may be wrong with the values of an object whose names a caller chooses, and with the names.
    mutating func addValues() {
        guard let value = declaration.values.first, let sample = Sample.of(value) else { return }
        let text = { (entries: [(String, String)]) in
            "{" + entries.map { ManifestValue.string($0).json + ":" + $1 }.joined(separator: ",") + "}"
        }
        let own = Sample.ownName
        for probe in Probes(value, enclosing: code).all where !probe.isNull {
            let inner = probe.inside("value", at: "[\(own)]", json: text([(own, probe.json)])) { .object([.init(own, $0)]) }
            add(inner.label, inner.json, inner.outcome, at: inner.location)
        }
        let names = ["", "A NAME", "\u{430}", "Success", "__proto__", "0", "a.b[c]", "\u{1F600}"]
        let entries = [(own, sample.json)] + names.map { ($0, sample.json) }
        let bound = [ManifestValue.Member(own, sample.bound)] + names.map { ManifestValue.Member($0, sample.bound) }
        add("names/any", text(entries), .bound(.object(bound)))
        add("names/null", text([(own, sample.json), ("b", "null")]), .bound(.object([.init(own, sample.bound)])))
        if !declaration.allowsEmpty { add("names/none", "{}", .bound(.object([]))) }
        let twin = Break(path: "[e\u{301}]", keyword: "once", code: value.invalid ?? code)
        add(
            "names/twice-in-two-forms", text([("\u{E9}", sample.json), ("e\u{301}", sample.json)]),
            .broken([twin], bound: .object([.init("\u{E9}", sample.bound)])))
    }

    private typealias Break = Probe.Break

    /// Adds what may be wrong with an array's items.
    mutating func addItems() {
        guard let item = declaration.items.first, let sample = Sample.of(item) else { return }
        let count = max(1, declaration.minItems ?? 1)
        guard count <= declaration.maxItems ?? .max, count <= 1_000 else { return }
        let probes = Probes(item, enclosing: code).all
        // Twice as many at each level of arrays would be too many before long.
        for index in probes.count <= 500 ? Set([0, count - 1]).sorted() : [0] {
            for probe in probes {
                add(probe, at: index, of: count, sample, label: index == 0 ? "item" : "last-item")
            }
        }
        let null = Probe(
            label: "type/null", json: "null", outcome: .broken([Probe.Break(keyword: "type", code: item.invalid ?? code)], bound: nil),
            location: item.location)
        add(null, at: 0, of: count, sample, label: "item")
    }

    private mutating func add(_ probe: Probe, at index: Int, of count: Int, _ sample: Sample, label: String) {
        var items = Array(repeating: sample.json, count: count)
        items[index] = probe.json
        let inner = probe.inside(label, at: "[\(index)]", json: "[" + items.joined(separator: ",") + "]") { bound in
            var bounds = Array(repeating: sample.bound, count: count)
            bounds[index] = bound
            return .array(bounds)
        }
        add(inner.label, inner.json, inner.outcome, at: inner.location)
    }
}
