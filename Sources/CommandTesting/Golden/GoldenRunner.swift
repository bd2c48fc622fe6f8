// SPDX-License-Identifier: Apache-2.0

/// Sends golden files and compares what comes.
///
/// ```swift
/// let runner = GoldenRunner(suite: suite, declarations: declarations) { await harness.respond(to: $0) }
/// #expect(try await runner.faults(of: suite.cases[0], values: ["user.key": "key"]) == [])
/// ```
public struct GoldenRunner: Sendable {
    private let suite: GoldenSuite
    private let check: ReplyCheck
    private let send: CommandSender

    /// Composes a runner.
    public init(suite: GoldenSuite, declarations: CommandDeclarations, send: @escaping CommandSender) {
        self.suite = suite
        check = ReplyCheck(declarations)
        self.send = send
    }

    /// Sends what a case is given, then the case, and tells everything that is not as the files and the manifest have it.
    ///
    /// - Parameter values: what stands for each place that no reply fills, such as `user.key`.
    /// - Throws: what the sender throws.
    public func faults(of item: GoldenCase, values: [String: String]) async throws -> [String] {
        var values = values
        for step in try suite.steps(to: item) {
            let faults = try await faults(sending: step, &values)
            let prefix = step.name == item.name ? "" : "given \(step.name): "
            if !faults.isEmpty { return faults.map { "\(item.name): \(prefix)\($0)" } }
        }
        return []
    }

    private func faults(sending step: GoldenCase, _ values: inout [String: String]) async throws -> [String] {
        let (request, missing) = step.request(values)
        guard let request else { return ["nothing gives {{\(missing ?? "")}} a value"] }
        let reply = try await send(request)
        let faults = step.faults(of: reply, &values)
        return faults.isEmpty ? check.faults(reply.text, of: step.command) : faults
    }
}

extension GoldenCase {
    /// What a reply has otherwise than the file; fills the places of the file that had no value.
    func faults(of received: CommandHarness.Reply, _ values: inout [String: String]) -> [String] {
        var faults: [String] = []
        if received.status != status { faults.append("the status is \(received.status), not \(status)") }
        let stated = reply.headers.map { (name: $0.name.lowercased(), value: $0.value) }
        let type = stated.first { $0.name == "content-type" }?.value ?? (reply.body.isEmpty ? nil : "application/json")
        if received.contentType != type {
            faults.append("Content-Type is \(received.contentType ?? "absent"), not \(type ?? "absent")")
        }
        for (name, value) in stated where name != "content-type" {
            let actual = received[name] ?? ""
            if GoldenTemplate(value).mismatch(Array(actual.utf8), &values) != nil {
                faults.append("\(name) is `\(actual)`, not `\(value)`")
            }
        }
        let template = GoldenTemplate(reply.body)
        if let offset = template.mismatch(received.body, &values) {
            let expected = template.filled(values) { "{{\($0)}}" }
            faults.append("the reply differs at byte \(offset)\n  expected: \(expected)\n  received: \(received.text)")
        }
        return faults
    }
}
