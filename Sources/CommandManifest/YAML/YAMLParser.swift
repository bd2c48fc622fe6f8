// SPDX-License-Identifier: Apache-2.0

import CLibYAML

/// libyaml's event parser over one file: the only place that knows libyaml.
///
/// It asks for one event after the other and hands each to a builder, without recursion, until the builder or libyaml
/// has had enough.
struct YAMLParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let file: String

    /// Parses a file's bytes; what is wrong with them goes to `faults`.
    ///
    /// - Returns: The tree, or nil where it would not be whole.
    static func tree(
        of bytes: [UInt8], file: String, mostNodes: Int = YAMLBounds.nodes, faults: inout DiagnosticList
    ) -> YAMLTree? {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let fault = YAMLText.fault(in: content, file: file) {
            faults.report(fault)
            return nil
        }
        // libyaml keeps the parser's address, so it must not move.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return nil }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        return content.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            return YAMLParser(parser: parser, file: file).run(content, mostNodes, &faults)
        }
    }

    private func run(_ content: [UInt8], _ mostNodes: Int, _ faults: inout DiagnosticList) -> YAMLTree? {
        var builder = YAMLBuilder(file: file, size: content.count, mostNodes: mostNodes)
        var event = yaml_event_t()
        events: while true {
            guard yaml_parser_parse(parser, &event) == 1 else {
                faults.report(syntaxFault(in: content, builder.innermost))
                return nil
            }
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_END_EVENT { break events }
            guard builder.take(event, &faults) else { return nil }
        }
        return YAMLKeys.checked(builder.tree, &faults)
    }

    /// What libyaml says, at its place; where the broken construct began goes into the note.
    /// What is still open at the end of the file is told of where it began.
    private func syntaxFault(in content: [UInt8], _ innermost: SourceLocation?) -> Diagnostic {
        let message = "This is not YAML: \(parser.pointee.problem.map { String(cString: $0) } ?? "it is unreadable")."
        let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
        // libyaml's index counts Unicode scalars.
        let end = content.count { $0 & 0xC0 != 0x80 }
        let start = parser.pointee.context_mark
        if parser.pointee.problem_mark.index >= end, let innermost = start.index < end ? location(start) : innermost {
            let note = "The file ended\(context), which began here; close it."
            return Diagnostic(.yamlSyntax, at: innermost, message, note: note)
        }
        let note =
            context.isEmpty
            ? "Check the indentation, brackets and quotes here."
            : "This happened\(context), which began at \(location(start)); check the indentation, brackets and quotes from there."
        return Diagnostic(.yamlSyntax, at: location(parser.pointee.problem_mark), message, note: note)
    }

    private func location(_ mark: yaml_mark_t) -> SourceLocation { SourceLocation(mark, in: file) }
}

extension SourceLocation {
    /// libyaml counts lines and columns from 0, columns in Unicode scalars.
    init(_ mark: yaml_mark_t, in file: String) {
        self.init(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
