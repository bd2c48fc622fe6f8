// SPDX-License-Identifier: Apache-2.0

/// The names of the objects that are open during a scan, to refuse a name that stands twice in one object.
struct NameStack: ~Copyable {
    /// Up to so many names are compared in pairs; more go through a set, so that time stays linear.
    static let pairwise = 12

    private var names: [JSONSpot] = []
    private var starts: [Int] = []
    /// The most names of one object.
    private let most: Int

    init(most: Int) { self.most = most }

    /// Begins an object.
    mutating func open() { starts.append(names.count) }

    /// Notes a name of the innermost object; throws where it has too many.
    mutating func add(_ name: JSONSpot) throws(JSONFault) {
        guard names.count - (starts.last ?? 0) < most else { throw JSONFault(reason: .names, offset: name.start) }
        names.append(name)
    }

    /// Ends the innermost object; throws where a name of it stands twice, escapes resolved, case counting.
    mutating func close(_ bytes: Span<UInt8>) throws(JSONFault) {
        guard let start = starts.popLast() else { return }
        if names.count - start > 1 { try refuseTwins(from: start, bytes) }
        names.removeSubrange(start...)
    }

    private func refuseTwins(from start: Int, _ bytes: Span<UInt8>) throws(JSONFault) {
        guard names.count - start <= Self.pairwise else {
            var seen = Set<[UInt8]>(minimumCapacity: names.count - start)
            for name in names[start...] where !seen.insert(JSONString.unescaped(bytes, name)).inserted {
                throw JSONFault(reason: .duplicate, offset: name.start)
            }
            return
        }
        for later in (start + 1)..<names.count {
            for earlier in start..<later where Self.isSame(names[earlier], names[later], bytes) {
                throw JSONFault(reason: .duplicate, offset: names[later].start)
            }
        }
    }

    private static func isSame(_ left: JSONSpot, _ right: JSONSpot, _ bytes: Span<UInt8>) -> Bool {
        if left.kind == .string, right.kind == .string {
            guard left.range.count == right.range.count else { return false }
            for offset in 0..<left.range.count where bytes[left.start + offset] != bytes[right.start + offset] {
                return false
            }
            return true
        }
        return JSONString.unescaped(bytes, left) == JSONString.unescaped(bytes, right)
    }

    /// Throws where two names of the outermost level are the same, ASCII case ignored.
    static func refuseTwins(_ fields: [JSONField], _ bytes: Span<UInt8>) throws(JSONFault) {
        guard fields.count > 1 else { return }
        guard fields.count <= 64 else { return try refuseTwinsOfMany(fields, bytes) }
        for later in 1..<fields.count {
            let hash = fields[later].key.hash
            // The names themselves are compared through a set: long ones can be made whose hashes are all the same.
            for earlier in 0..<later where fields[earlier].key.hash == hash { return try refuseTwinsOfMany(fields, bytes) }
        }
    }

    /// Names are put into a set only where two have one hash, which honest ones do not.
    private static func refuseTwinsOfMany(_ fields: [JSONField], _ bytes: Span<UInt8>) throws(JSONFault) {
        var hashes = Set<UInt64>(minimumCapacity: fields.count)
        guard !fields.allSatisfy({ hashes.insert($0.key.hash).inserted }) else { return }
        var seen = Set<[UInt8]>(minimumCapacity: fields.count)
        for field in fields where !seen.insert(folded(field, bytes)).inserted {
            throw JSONFault(reason: .duplicate, offset: field.name.start)
        }
    }

    private static func folded(_ field: JSONField, _ bytes: Span<UInt8>) -> [UInt8] {
        JSONString.unescaped(bytes, field.name).map(Name.fold)
    }
}
