// SPDX-License-Identifier: Apache-2.0

/// Measures the router in this process. The one argument is the path of the shipped `commands.yaml`.
@main struct BenchRouter {
    static func main() async throws {
        let path = CommandLine.arguments.dropFirst().first ?? "../commands.yaml"
        let manifest = try ManifestText(path)
        try await DispatchBenchmark(manifest).run()
        try await TableBenchmark(manifest).run()
        try await StartBenchmark(manifest).run()
    }
}
