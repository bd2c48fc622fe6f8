// SPDX-License-Identifier: Apache-2.0

extension CommandSketch {
    /// What a handler or a test takes over from a file beside it.
    struct SwiftSurroundings {
        /// Comments at the top, such as a licence's.
        var heading: [String] = []
        var imports: [String]
        /// The handler's stored properties, `let loans: LoanStore`.
        var properties: [String] = []
    }

    /// The handler's file.
    func handler(_ given: SwiftSurroundings) -> String {
        let taken = parameters.map { "var \($0.property): \($0.type)\($0.isRequired ? "" : "?")" }
        var lines = heading(given)
        lines += [
            "/// `\(name)`: \(summary.hasSuffix(".") ? summary : summary + ".")", "struct \(typeName): Command {",
            "    static let name: CommandName = \"\(name)\"",
        ]
        if taken.count == 1 {
            lines.append("    struct Parameters: Decodable { \(taken[0]) }")
        } else if !taken.isEmpty {
            lines += ["    struct Parameters: Decodable {"] + taken.map { "        " + $0 } + ["    }"]
        }
        lines += given.properties.isEmpty ? [] : [""] + given.properties.map { "    " + $0 }
        let type = taken.isEmpty ? "NoParameters" : "Parameters"
        lines += [
            "", "    func run(_ parameters: \(type), in context: CommandContext) async throws -> NoReply {", "        NoReply()", "    }",
            "}", "",
        ]
        return lines.joined(separator: "\n")
    }

    /// The test's file.
    ///
    /// - Parameters:
    ///   - harness: the line that makes a harness.
    ///   - key: the key of a caller who may call the command.
    func test(_ given: SwiftSurroundings, harness: String, key: String) -> String {
        var lines = heading(given) + ["@Suite(\"\(name)\")", "struct \(typeName)Tests {"]
        lines += ["    @Test(\"Is done\")", "    func isDone() async throws {", "        \(harness)"]
        lines += send(parameters, key) + ["        #expect(reply.text == #\"{\"Success\":true,\"ErrorCode\":0}\"#)", "    }"]
        if !required.isEmpty {
            let codes = Array(1...required.count).map(String.init).joined(separator: ",")
            lines += ["", "    @Test(\"Needs its parameters\")", "    func needsParameters() async throws {", "        \(harness)"]
            lines += send([], key) + ["        #expect(reply.text.contains(#\"\"ErrorCode\":[\(codes)],\"#))", "    }"]
        }
        return (lines + ["}", ""]).joined(separator: "\n")
    }

    private func send(_ parameters: [ParameterSketch], _ key: String) -> [String] {
        let fields = parameters.map { ",\"\($0.name)\":\($0.sample)" }.joined()
        return [
            "        let request = #\"{\"Command\":\"\(name)\",\"APIKey\":\"\(key)\"\(fields)}\"#",
            "        let reply = await harness.respond(to: .json(request))",
        ]
    }

    private func heading(_ given: SwiftSurroundings) -> [String] {
        (given.heading.isEmpty ? [] : given.heading + [""]) + given.imports + [""]
    }
}
