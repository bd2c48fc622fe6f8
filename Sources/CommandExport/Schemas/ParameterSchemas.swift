// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Named values: the parameters of a command, or the members of an object.
struct ParameterSchemas {
    let place: SchemaPlace

    /// The members of an object, which refuses others.
    func object(_ members: [ParameterDeclaration], path: String, code: Int) -> JSON {
        JSON(["type": "object", "properties": properties(members, path: path, code: code)]).adding(demands(members))
            .adding(["additionalProperties": false])
    }

    /// A schema for each name, other names included.
    func properties(_ parameters: [ParameterDeclaration], path: String = "", code: Int) -> JSON {
        .object(
            parameters.flatMap { parameter in
                let schema = property(parameter, path: path, code: code)
                return [(parameter.name, schema)]
                    + parameter.aliases.map { alias in
                        (alias, JSON(["description": .string("Another name for \(parameter.name).")]).adding(schema.without("description")))
                    }
            })
    }

    /// Which names must be there, and which exclude each other.
    func demands(_ parameters: [ParameterDeclaration]) -> [(name: String, value: JSON)] {
        let plain = parameters.filter { $0.required != nil && $0.aliases.isEmpty }.map(\.name)
        var more = parameters.filter { $0.required != nil && !$0.aliases.isEmpty }.map { parameter in
            JSON(["anyOf": .array(parameter.names.map { ["required": [.string($0)]] })])
        }
        for parameter in parameters {
            for (index, name) in parameter.names.enumerated() {
                for other in parameter.names[..<index] { more.append(["not": ["required": [.string(other), .string(name)]]]) }
            }
        }
        return [("required", JSON.texts(plain)), ("allOf", JSON.array(more))].filter { $0.1.compact != "[]" }
    }

    /// The schema of one parameter, with what a reader is told of it.
    func property(_ parameter: ParameterDeclaration, path: String = "", code: Int) -> JSON {
        let name = path.isEmpty ? parameter.name : path + "." + parameter.name
        let rules = RuleList.rules(of: parameter, name: name, code: code)
        let notes = JSON([
            "description": parameter.notes.isEmpty ? nil : .string(parameter.notes),
            "default": parameter.value.defaultValue.map(JSON.init), "deprecated": parameter.deprecated == nil ? nil : true,
            "writeOnly": parameter.value.isSecret ? true : nil,
        ])
        let schema = value(parameter, path: name, code: code)
        return notes.adding(schema.beside.members)
            .adding(["x-rules": rules.isEmpty ? nil : .array(rules)])
    }

    private func value(_ parameter: ParameterDeclaration, path: String, code: Int) -> JSON {
        // The router reads it, or passes over it, and no type of it is looked at.
        if let role = parameter.role, !role.isCredential { return [:] }
        let schema = ValueSchema(place: place, isRequired: parameter.required != nil).schema(parameter.value, path: path, code: code)
        return parameter.required == nil ? schema.orNull : schema
    }
}

extension ParameterDeclaration {
    /// Its name, then its other names.
    var names: [String] { [name] + aliases }

    /// What a reader is told of it.
    var notes: String {
        [summary, deprecated.map { "Deprecated: \($0)" } ?? "", since.map { "Since \($0)." } ?? ""].filter { !$0.isEmpty }
            .joined(separator: ". ").replacing("..", with: ".")
    }
}

extension JSON {
    /// The members of an object.
    var members: [(name: String, value: JSON)] { if case .object(let members) = self { members } else { [] } }

    /// The same object without a member.
    func without(_ name: String) -> [(name: String, value: JSON)] { members.filter { $0.name != name } }

    /// A schema that takes null too.
    var orNull: JSON {
        if case .string(let type)? = self["type"], self["allOf"] == nil {
            return .object(
                members.map { member in
                    switch (member.name, member.value) {
                    case ("type", _): (member.name, [.string(type), "null"])
                    case ("enum", .array(let values)): (member.name, .array(values + [.null]))
                    default: member
                    }
                })
        }
        if case .array(let branches)? = self["anyOf"], members.count == 1 { return ["anyOf": .array(branches + [["type": "null"]])] }
        return ["anyOf": [self, ["type": "null"]]]
    }
}
