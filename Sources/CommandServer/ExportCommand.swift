// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandExport
import CommandManifest
import CommandWire

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what a manifest declares in a form that other programs read.",
        discussion: """
            FORMATS
              openapi     OpenAPI 3.1 of /api/v1 and /api.php
              openrpc     OpenRPC 1.3 of /rpc
              jsonschema  JSON Schema 2020-12 of each command's parameters and reply
              markdown    a reference to read
              schema      JSON Schema of the manifest language, for editors. Name the file in a manifest's first line:
                          # yaml-language-server: $schema=manifest.schema.json

            EXAMPLES
              command-router export openapi --server https://api.example.com > openapi.json
              command-router export openapi --body json > client.json    # for generators of clients
              command-router export jsonschema --command tag.create
              command-router export schema > manifest.schema.json
            """)

    @Argument(help: "openapi, openrpc, jsonschema, markdown or schema.") var format: ExportFormat
    @Option(help: "The manifest.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Option(help: "One command alone.") var command: String?
    @Option(help: "For openapi: any request that is taken, or json alone, which generators of clients read.") var body: RequestBody?
    @Option(help: "Where the commands are served, such as https://api.example.com.") var server: String?

    func validate() throws {
        guard server.map(PublicURL.isValid) ?? true else {
            throw ValidationError("--server is an http or https URL without a query")
        }
        guard body == nil || format == .openapi else { throw ValidationError("--body says something of openapi alone") }
    }

    func run() async throws {
        var declared = format == .schema ? Manifest() : try ManifestFile.read(manifest, by: includes.reader)
        if let command, format != .schema {
            let names = declared.commands.map(\.name)
            declared.commands = declared.commands.filter { $0.name.lowercased() == command.lowercased() }
            guard !declared.commands.isEmpty else {
                let nearest = Suggestion.nearest(to: command, among: names)
                throw CommandLineFailure("There is no command \(command)." + (nearest.map { " Did you mean \($0)?" } ?? ""))
            }
        }
        let place = server.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        Terminal.write(Export(declared, server: place ?? "", body: body ?? .any).text(format))
    }
}

extension ExportFormat: ExpressibleByArgument {}
extension RequestBody: ExpressibleByArgument {}
