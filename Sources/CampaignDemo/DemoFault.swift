// SPDX-License-Identifier: Apache-2.0

/// Thrown where a store did not take what the demo gave it: our fault, and nothing of the demo is kept.
struct DemoFault: Error, CustomStringConvertible {
    /// What was not taken.
    let description: String

    /// What a store gave, where it gave something.
    static func require<Value>(_ value: Value?, _ what: String) throws -> Value {
        guard let value else { throw DemoFault(description: "The demo could not make \(what)") }
        return value
    }
}
