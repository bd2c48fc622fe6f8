// SPDX-License-Identifier: Apache-2.0

extension GoldenCase {
    /// Reads a file's text.
    ///
    /// - Throws: ``GoldenFault`` where it does not have a request line and a status line.
    public init(name: String, text: String) throws(GoldenFault) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let remarks = Self.remarks(&lines)
        guard let end = lines.firstIndex(where: { $0.hasPrefix("HTTP/1.1 ") }) else {
            throw GoldenFault(name, "there is no reply: write a line `HTTP/1.1 200` and the body after an empty line")
        }
        let request = Self.message(lines[..<end], separator: "\n", cut: false)
        guard request.start.split(separator: " ").count == 2 else {
            throw GoldenFault(name, "`\(request.start)` is no request line: write `POST /api.php`")
        }
        let reply = Self.message(lines[end...], separator: "", cut: true)
        guard let status = reply.start.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw GoldenFault(name, "`\(reply.start)` has no status")
        }
        self.name = name
        self.request = request
        self.reply = reply
        self.status = status
        summary = remarks.filter { !$0.hasPrefix("given:") }.joined(separator: " ")
        givens = remarks.filter { $0.hasPrefix("given:") }.flatMap { Self.givens($0.dropFirst(6)) }
    }

    /// Takes the lines that begin with `#`, and the empty ones, off the front.
    private static func remarks(_ lines: inout ArraySlice<Substring>) -> [Substring] {
        let count = lines.prefix { $0.isEmpty || $0.hasPrefix("#") }.count
        defer { lines = lines.dropFirst(count) }
        return lines.prefix(count).map { $0.drop { $0 == "#" || $0 == " " } }.filter { !$0.isEmpty }
    }

    /// `tag.create/summer, 5 × user.login/wrong-password`
    private static func givens(_ text: Substring) -> [Given] {
        text.split(separator: ",").compactMap { item in
            let words = item.split(separator: " ")
            let count = words.count == 3 && words[1] == "×" ? Int(words[0]) ?? 1 : 1
            return words.last.map { Given(name: String($0), count: count) }
        }
    }

    /// A start line, header fields up to an empty line, and a body without the empty lines around it.
    private static func message(_ lines: ArraySlice<Substring>, separator: String, cut: Bool) -> Message {
        let head = lines.dropFirst().prefix { !$0.isEmpty }
        let headers = head.map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (name: String(line[..<colon]), value: String(line[colon...].dropFirst().drop { $0 == " " }))
        }
        var body = lines.dropFirst(1 + head.count).drop(while: \.isEmpty)
        while body.last?.isEmpty == true { body.removeLast() }
        let content = body.map { cut ? $0.drop { $0 == " " } : $0 }
        return Message(start: String(lines.first ?? ""), headers: headers, body: content.joined(separator: separator))
    }
}
