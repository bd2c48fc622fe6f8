// SPDX-License-Identifier: Apache-2.0
// Properties are spelled as on the wire, which Foundation needs.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

/// campaign.cancel as Foundation decodes it.
struct CampaignCancel: Decodable {
    var Command: String
    var APIKey: String
    var CampaignID: Int
}

/// Its reply as Foundation encodes it.
struct Acknowledgement: Encodable {
    var Success: Bool
    var ErrorCode: Int
}
