// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Suggestion")
struct SuggestionTests {
    private static let words = ["summary", "plugin", "access", "permissions", "type", "id", "v1", "campaign.update", "CampaignID"]

    @Test(
        "Finds the word that a typing mistake was made of",
        arguments: [
            ("sumary", "summary"), ("summmary", "summary"), ("summery", "summary"), ("sumamry", "summary"), ("SUMMARY", "summary"),
            ("plugins", "plugin"), ("acess", "access"), ("premissions", "permissions"), ("tpye", "type"), ("typ", "type"), ("v2", "v1"),
            ("di", "id"), ("campain.update", "campaign.update"), ("campaignid", "CampaignID"), ("campagin_id", "CampaignID"),
        ])
    func finds(word: String, nearest: String) {
        #expect(Suggestion.nearest(to: word, among: Self.words) == nearest)
        #expect(Suggestion.note(for: word, among: Self.words) == "Did you mean `\(nearest)`?")
    }

    @Test("Guesses nothing where nothing is near", arguments: ["", "x", "xy", "limits", "reserved", "é", "sum", "camp"])
    func silent(word: String) {
        #expect(Suggestion.nearest(to: word, among: Self.words) == nil)
        #expect(Suggestion.note(for: word, among: Self.words) == nil)
    }

    @Test("Takes the nearest, and of equals the first")
    func nearest() {
        #expect(Suggestion.nearest(to: "tags.get", among: ["tag.get", "tags.set", "Tags.Get"]) == "Tags.Get")
        #expect(Suggestion.nearest(to: "tags.got", among: ["tags.gem", "tags.get", "tags.pot"]) == "tags.get")
        #expect(Suggestion.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
    }

    @Test("Looks at no word of more than 64 bytes, and at no more than 2000 words")
    func bounds() {
        let long = String(repeating: "a", count: 65)
        #expect(Suggestion.nearest(to: long, among: [long]) == nil)
        #expect(Suggestion.nearest(to: String(long.dropFirst()), among: [long]) == nil)
        #expect(Suggestion.nearest(to: "tag", among: Array(repeating: "other", count: 2_000) + ["tag"]) == nil)
    }

    @Test(
        "Stands in the note of what is not known",
        arguments: [
            (ManifestText.command("    sumary: x"), "summary"), (ManifestText.command(top: "error: {}"), "errors"),
            (ManifestText.parameters("A: { type: strnig }"), "string"), (ManifestText.parameters("A: { type: String }"), "string"),
            (ManifestText.parameters("A: { type: string, maxlength: 3 }"), "maxLength"),
            (ManifestText.command("    surfaces: [ap]"), "api"),
            (ManifestText.command("    groups: [cal]", top: "groups: { call: {} }"), "call"),
            (ManifestText.parameters("Tag: { type: id }", rest: rule("Tga")), "Tag"),
            (ManifestText.parameters("Tag: { type: id }", rest: rule("tag")), "Tag"),
            (ManifestText.parameters("Tag: { type: id }", rest: "    examples: [{ request: { Tga: 1 }, reply: {} }]"), "Tag"),
            (ManifestText.command("    errors: { 1: &text x, 2: *txt }"), "text"),
            ("manifest: 1\npermissions: { Tag.Get: x }\ncommands: { a: { permissions: [Tags.Get] } }", "Tag.Get"),
        ])
    func notes(text: String, word: String) {
        let notes = ManifestReader().read(text).diagnostics.compactMap(\.note)
        #expect(notes.contains { $0 == "Did you mean `\(word)`?" }, "\(notes)")
    }

    private static func rule(_ parameter: String) -> String {
        "    errors: { 1: x }\n    rules: [{ id: a, requires: [\(parameter)], code: 1 }]"
    }
}
