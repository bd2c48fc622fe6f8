// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter

/// One command `test.bind` with declared parameters, called dry to see what is bound.
struct Bench {
    private enum Tag: CommandTag { static let name: CommandName = "test.bind" }

    let router: Router
    let runs = RunCount()

    /// A command with these parameters, each on a line of YAML.
    init(parameters: String, rules: String = "") throws {
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.bind", parameters: parameters, rules: rules))
        router = Router.of(manifest, TestPlugin(Counting<Tag>(runs)))
    }

    /// A command with one parameter `X`; its codes are 1 when missing and 2 when invalid, unless `declaration` says otherwise.
    init(_ declaration: String) throws { try self.init(parameters: "X: { \(declaration) }") }

    /// The answer to a dry call with these members of JSON.
    func answer(_ members: String) async -> Answer {
        let comma = members.isEmpty ? "" : ","
        return await router.api(#"{"Command":"test.bind","APIKey":"all"\#(comma)\#(members)}"#, mode: "validate")
    }

    /// What becomes of a value of `X`: `=` and what was bound, `=` alone where nothing was, or code and broken rules.
    func result(of value: String) async -> String {
        let answer = await answer(#""X":\#(value)"#)
        guard let bound = answer.bound else { return answer.decision }
        return bound == "{}" ? "=" : "=" + bound.dropFirst(#"{"X":"#.count).dropLast()
    }
}
