// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// The reference: Hummingbird as its documentation shows it, reading a body whole and answering `{"Success":true,"ErrorCode":0}`.
@main struct BenchEcho {
    static let reply = ByteBuffer(string: "{\"Success\":true,\"ErrorCode\":0}")

    static func main() async throws {
        let router = Router()
        router.post("/api.php") { request, _ in
            _ = try await request.body.collect(upTo: 1_048_576)
            return Response(
                status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: reply))
        }
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8090
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
        try await application.runService()
    }
}
