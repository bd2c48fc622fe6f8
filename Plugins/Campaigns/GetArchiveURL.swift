// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaigns.archive.geturl`: where the campaigns with a tag can be read, `<public URL>/archive/tag/5`.
struct GetArchiveURL: Command {
    static let name: CommandName = "campaigns.archive.geturl"
    struct Parameters: Decodable {
        var tagID: Int
        var templateURL: String?
    }
    struct Reply: Encodable { var url: String }
    enum Failure: Int, FailureCode { case notFound = 2 }

    let tags: TagStore
    /// The address under which the public finds this server, without a slash at its end.
    let publicURL: @Sendable () -> String

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let exists = try await tags.exists(parameters.tagID, owner: context.principal.accountID, until: context.deadline)
        guard exists else { throw Failure.notFound }
        let query = parameters.templateURL.map { "?template=" + $0.percentEncoded } ?? ""
        return Reply(url: "\(publicURL())/archive/tag/\(parameters.tagID)\(query)")
    }
}

extension String {
    /// Every byte but the unreserved ones as `%` and two digits, so that it is one value of a query.
    /// - SeeAlso: RFC 3986, sections 2.1 and 2.3
    fileprivate var percentEncoded: String {
        utf8.reduce(into: "") { text, byte in
            let isLetter = (byte | 0x20) &- 0x61 < 26
            if isLetter || byte &- 0x30 < 10 || "-._~".utf8.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
