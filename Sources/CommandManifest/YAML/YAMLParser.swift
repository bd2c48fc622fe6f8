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
        of bytes: [UInt8], file: String, budget: inout YAMLBudget, faults: inout DiagnosticList
    ) -> YAMLTree? {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let fault = YAMLText.fault(in: content, file: file, most: budget.bytes) {
            faults.report(fault)
            return nil
        }
        budget.bytes -= bytes.count
        // libyaml keeps the parser's address, so it must not move.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return nil }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        return content.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            return YAMLParser(parser: parser, file: file).run(content, &budget, &faults)
        }
    }

    private func run(_ content: [UInt8], _ budget: inout YAMLBudget, _ faults: inout DiagnosticList) -> YAMLTree? {
        var builder = YAMLBuilder(file: file, size: content.count, budget: budget)
        defer { budget = builder.budget }
        var event = yaml_event_t()
        // libyaml ends a last line that does not end: an empty value there would stand behind the file.
        let lastLine = SourceText(content).end.line - 1
        events: while true {
            guard yaml_parser_parse(parser, &event) == 1 else {
                let fault = fault(in: content, builder)
                // A text that begins with `*` is told of as an alias; what follows it in its line is the same mistake.
                if builder.refusedAlias?.line != fault.location.line { faults.report(fault) }
                return nil
            }
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_END_EVENT { break events }
            event.start_mark.line = min(event.start_mark.line, lastLine)
            guard builder.take(event, &faults) else { return nil }
        }
        return YAMLKeys.checked(builder.tree, &faults)
    }

    private func fault(in content: [UInt8], _ builder: YAMLBuilder) -> Diagnostic {
        let state = parser.pointee
        let text = SourceText(content)
        let problem = YAMLProblem(
            words: state.problem.map { String(cString: $0) } ?? "", context: state.context.map { String(cString: $0) },
            place: location(state.problem_mark, in: text), start: location(state.context_mark, in: text), text: text)
        // libyaml's index counts Unicode scalars.
        let end = content.count { $0 & 0xC0 != 0x80 }
        guard state.problem_mark.index >= end else { return problem.diagnostic(after: builder.lastQuoted) }
        guard state.context == nil || state.context_mark.index >= end else { return problem.unclosed(at: problem.start) }
        guard let innermost = builder.innermost else { return problem.diagnostic(after: nil) }
        return problem.unclosed(at: innermost)
    }

    /// libyaml ends a last line that does not end, and may point behind it.
    private func location(_ mark: yaml_mark_t, in text: SourceText) -> SourceLocation {
        let place = SourceLocation(mark, in: file)
        if text.contains(line: place.line, column: place.column) { return place }
        return SourceLocation(file: file, line: text.end.line, column: text.end.column)
    }
}

extension SourceLocation {
    /// Where an event stands, with its end where that is on the same line.
    init(_ event: yaml_event_t, in file: String) {
        self.init(event.start_mark, in: file)
        let (start, end) = (event.start_mark, event.end_mark)
        if end.line == start.line, end.column > start.column { endColumn = Int(end.column) + 1 }
    }

    /// libyaml counts lines and columns from 0, columns in Unicode scalars.
    init(_ mark: yaml_mark_t, in file: String) {
        self.init(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
