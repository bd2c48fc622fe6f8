// SPDX-License-Identifier: Apache-2.0

/// Error entries: those of a command, or those at the top that belong to none.
extension ManifestDecoder {
    private static let ownStatuses = [404, 409, 422]

    mutating func errors(_ node: YAMLNode, isShared: Bool) -> [ErrorDeclaration] {
        var result: [ErrorDeclaration] = []
        var seen: [Int: SourceLocation] = isShared ? [:] : sharedCodes
        for (key, value) in entries(node, "`errors`") {
            guard let code = integer(key, "A code", in: 0...Int(Int32.max)) else { continue }
            if let first = seen.updateValue(key.location, forKey: code) {
                twice(.codeDuplicate, "The code", key, first)
            }
            let error = error(code, key, value, isShared)
            if code > 0, let error { result.append(error) }
        }
        return result
    }

    private mutating func error(_ code: Int, _ key: YAMLNode, _ node: YAMLNode, _ isShared: Bool) -> ErrorDeclaration? {
        guard node.isMapping else {
            guard let text = line(node, "An error's text") else { return nil }
            return ErrorDeclaration(code: code, text: text, location: key.location)
        }
        refuseUnknownKeys(node, .error)
        var result = ErrorDeclaration(code: code, text: "", location: key.location)
        result.text = node["text"].flatMap { line($0, "`text`") } ?? ""
        if node["text"] == nil, !isMistaken("text", in: node, .error) { missing("text", in: key, "Say what the code means.") }
        result.sends = node["sends"].flatMap { line($0, "`sends`") }
        result.isArray = node["shape"].flatMap { choice($0, "a shape") } == Shape.array
        result.field = node["field"].flatMap { fieldName($0) } ?? "ErrorText"
        let reserved = Self.replyFields + ["ErrorText", result.field]
        result.returns = node["returns"].map { fields($0, "`returns`", reserved: reserved) } ?? []
        result.status = node["status"].flatMap { status($0, isShared) } ?? 422
        result.isExtension = flag(node["extension"], "`extension`") ?? false
        return result
    }

    private enum Shape: String, CaseIterable { case number, array }

    private mutating func fieldName(_ node: YAMLNode) -> String? {
        guard let name = text(node, "`field`") else { return nil }
        checkName(name, node.location, .fieldNameInvalid)
        return name
    }

    private mutating func status(_ node: YAMLNode, _ isShared: Bool) -> Int? {
        guard let status = integer(node, "`status`", in: 200...599) else { return nil }
        guard !isShared, !Self.ownStatuses.contains(status) else { return status }
        outOfRange(node, "The status of a command's own code", "404, 409 or 422")
        return nil
    }
}
