// SPDX-License-Identifier: Apache-2.0

/// The fields of one request's query and body, as one JSON object whose leaves are texts, so that forms are bound by
/// what binds JSON.
///
/// ```
/// ABTesting[Variations][0][EmailID]=301&Tags[]=1&Tags[]=2
/// {"ABTesting":{"Variations":[{"EmailID":"301"}]},"Tags":["1","2"]}
/// ```
/// Members stand in the order of their first appearance. A container whose keys are exactly 0 to n-1, in any order, is
/// an array in the order of its keys; any other is an object. ``FormName`` says how brackets are read.
///
/// Numbers with gaps (1, 2, 5) stay the names of an object's members, in their order, since an object may have such names.
/// A container of numbered fields that are all empty is an empty field itself.
///
/// Names follow the rules for JSON: no two that are the same, at the outermost level not even in another case, and a
/// name may come from the query or the body, not from both. Where repeats are allowed the last one counts, and the body's over
/// the query's. Whatever it gives, `JSONScanner` accepts.
public struct Form: Sendable {
    private var tree: FormTree

    /// A form without fields that refuses a name twice.
    public init() { tree = FormTree(repeats: .refused) }

    /// A form without fields.
    package init(repeats: FormRepeats) { tree = FormTree(repeats: repeats) }

    /// Adds the fields of a query, without its `?`, still percent-encoded.
    ///
    /// - Throws: ``FormFault``, as ``add(urlencoded:)`` does.
    public mutating func add(query: String) throws(FormFault) {
        try add(urlencoded: Array(query.utf8))
    }

    /// Adds the fields of a body of type `application/x-www-form-urlencoded`.
    ///
    /// Names and texts are decoded once: `+` is a space, `%252e` is `%2e`. A field without `=` is an empty text;
    /// nothing between two `&` is no field; `;` does not separate.
    /// - Throws: ``FormFault``; the form is then of no further use.
    /// - SeeAlso: URL Standard, section 5.1, whose parser takes what is malformed as it is
    public mutating func add(urlencoded body: [UInt8]) throws(FormFault) {
        tree.beginSource()
        var start = 0
        while start < body.count {
            let end = body[start...].firstIndex(of: UInt8(ascii: "&")) ?? body.count
            if end > start { try add(field: body[start..<end]) }
            start = end + 1
        }
    }

    /// Adds the fields of a body of type `multipart/form-data` with the boundary that its `Content-Type` names.
    ///
    /// - Throws: ``FormFault``; the form is then of no further use.
    public mutating func add(multipart body: [UInt8], boundary: String) throws(FormFault) {
        tree.beginSource()
        var parts = try Multipart(body, boundary: boundary)
        while let bytes = try parts.next() {
            let part = try MultipartPart(bytes)
            try tree.add(part.name, text: part.text)
        }
    }

    /// Whether a member's name is a number, as those of a container with gaps are.
    package static func isItem(_ name: Span<UInt8>) -> Bool {
        for index in name.indices where name[index] < UInt8(ascii: "0") || name[index] > UInt8(ascii: "9") { return false }
        return !name.isEmpty
    }

    /// The fields as one JSON object.
    public func json() -> [UInt8] { tree.json() }

    /// What stood in the place of fields before they were given again.
    var repeated: [RepeatedField] { tree.repeated }

    /// Gives way to the members of a JSON body, whose folded names these are. They count as given again.
    ///
    /// - Throws: ``FormFault/givenInBoth(_:)`` where a name must not be given again.
    mutating func yield(to names: Set<[UInt8]>) throws(FormFault) { try tree.yield(to: names) }

    private mutating func add(field: ArraySlice<UInt8>) throws(FormFault) {
        let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
        let name = try PercentEncoding.decode(field[..<equals], plusIsSpace: true)
        let text = try PercentEncoding.decode(field[equals...].dropFirst(), plusIsSpace: true)
        try tree.add(name, text: text[...])
    }
}

extension Form {
    /// The fields of a query as one JSON object. Throws as ``add(query:)`` does.
    public static func json(query: String) throws(FormFault) -> [UInt8] {
        var form = Form()
        try form.add(query: query)
        return form.json()
    }

    /// The fields of an urlencoded body as one JSON object. Throws as ``add(urlencoded:)`` does.
    public static func json(urlencoded body: [UInt8]) throws(FormFault) -> [UInt8] {
        var form = Form()
        try form.add(urlencoded: body)
        return form.json()
    }

    /// The fields of a multipart body as one JSON object. Throws as ``add(multipart:boundary:)`` does.
    public static func json(multipart body: [UInt8], boundary: String) throws(FormFault) -> [UInt8] {
        var form = Form()
        try form.add(multipart: body, boundary: boundary)
        return form.json()
    }
}
