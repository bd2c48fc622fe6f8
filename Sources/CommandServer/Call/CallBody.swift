// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandWire
import Foundation

/// The body of a call that was given on the command line.
struct CallBody {
    let json: [UInt8]

    /// Without a command, where that is named elsewhere. Takes `Key=value` as a form's field, with brackets for nested ones, and `Key:=JSON`
    /// as it is; `@FILE` in the place of either stands for what a file holds, `@-` for standard input.
    ///
    /// - Throws: `ValidationError` for what is neither, or for JSON that is not valid; ``CommandLineFailure`` for a file that cannot be read.
    init(command: String?, parameters: [String], credentials: [(String, String)]) throws {
        var fields = (command.map { [("Command", $0)] } ?? []) + credentials
        var raw: [(String, String)] = []
        for parameter in parameters {
            guard let equals = parameter.firstIndex(of: "="), equals != parameter.startIndex else {
                throw ValidationError("\(parameter) is not Key=value")
            }
            let written = String(parameter[parameter.index(after: equals)...])
            let value = written.hasPrefix("@") ? try GivenFile.text(String(written.dropFirst())) : written
            let key = parameter[..<equals]
            if key.hasSuffix(":") { raw.append((String(key.dropLast()), value)) } else { fields.append((String(key), value)) }
        }
        json = try Self.append(raw, to: Self.form(fields))
    }

    private static func form(_ fields: [(String, String)]) throws -> [UInt8] {
        var form = Form()
        let query = fields.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
        do { try form.add(query: query) } catch { throw ValidationError("\(Reason(error))") }
        return form.json()
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func append(_ raw: [(String, String)], to json: [UInt8]) throws -> [UInt8] {
        var json = json
        for (key, value) in raw {
            let bytes = Array(value.utf8)
            do { _ = try JSONScanner.value(bytes.span, in: 0..<bytes.count) } catch {
                throw ValidationError("\(key):= is not followed by JSON")
            }
            json.removeLast()
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            JSONString.append(key, to: &json)
            json += [UInt8(ascii: ":")] + bytes + [UInt8(ascii: "}")]
        }
        return json
    }

    /// Whether an answer says that the call was done.
    static func isSuccess(_ reply: [UInt8]) -> Bool {
        guard let fields = try? JSONScanner.object(reply.span, in: 0..<reply.count) else { return false }
        return fields.contains { JSONString.string(reply.span, $0.name) == "Success" && $0.value.kind == .true }
    }
}
