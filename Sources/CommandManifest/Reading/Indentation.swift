// SPDX-License-Identifier: Apache-2.0

/// What looks as if it stood at the wrong indentation.
enum Indentation {
    /// What to do about an unknown key whose value shows what it is; nil where it may be anything.
    static func note(for key: YAMLNode, _ value: YAMLNode, in set: KeySet) -> String? {
        guard value.isMapping else { return nil }
        let name = key.text
        switch set {
        case .command where value["type"] != nil: return "`\(name)` looks like a parameter; indent it below `parameters`."
        case .parameter where value["type"] != nil, .member where value["type"] != nil:
            return "`\(name)` looks like a parameter of its own; indent it as the one above."
        case .manifest where value["effects"] != nil, .included where value["effects"] != nil:
            return "`\(name)` looks like a command; indent it below `commands`."
        case .command where value["effects"] != nil: return "`\(name)` looks like a command of its own; indent it as the one above."
        default: return nil
        }
    }

    /// What to do about a value that is no mapping where a named thing is due, and whose name is a key of such things.
    static func note(for key: YAMLNode, _ value: YAMLNode, among set: KeySet, of what: String) -> String? {
        guard !value.isMapping, !value.isNull, set.contains(key) else { return nil }
        return "`\(key.text)` is a key of \(what); indent it below the name that it belongs to."
    }
}
