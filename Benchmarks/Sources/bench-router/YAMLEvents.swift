// SPDX-License-Identifier: Apache-2.0

import CLibYAMLReference

/// libyaml alone, each event looked at and thrown away.
enum YAMLEvents {
    struct Unreadable: Error {}

    /// How many events a text has.
    static func count(in bytes: [UInt8]) throws -> Int {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { throw Unreadable() }
        defer { yaml_parser_delete(parser) }
        return try bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            return try count(parser)
        }
    }

    private static func count(_ parser: UnsafeMutablePointer<yaml_parser_t>) throws -> Int {
        var count = 0
        var event = yaml_event_t()
        while true {
            guard yaml_parser_parse(parser, &event) == 1 else { throw Unreadable() }
            let isLast = event.type == YAML_STREAM_END_EVENT
            yaml_event_delete(&event)
            count += 1
            if isLast { return count }
        }
    }
}
