// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandManifest

@Suite("Format names")
struct FormatNameTests {
    @Test(
        "Takes IANA names of zones, and labels",
        arguments: [
            "UTC", "GMT", "Etc/UTC", "America/New_York", "Europe/Istanbul", "Asia/Kolkata", "America/Argentina/Buenos_Aires",
            "(GMT) London",
            "(GMT-03:00) Brasilia", "(GMT+05:45) Kathmandu", "(GMT+14:00) Kiritimati", "(GMT+01:00) Zürich, Genève",
        ])
    func zones(text: String) { #expect(Format.timezone(text) == text) }

    @Test(
        "Refuses other zones",
        arguments: [
            "", "Mars/Phobos", "america/new_york", "America/New York", " UTC", "UTC ", "UTC+3", "+03:00", "Asia/\u{212A}olkata",
            "../etc/passwd",
            "(GMT-3) Brasilia", "(GMT-03:00)", "(GMT-03:00)Brasilia", "(GMT-03:00) ", "(GMT-03:00)  ", "(GMT-03:07) Brasilia",
            "(GMT+14:15) X",
            "(GMT+24:00) X", "(UTC-03:00) Brasilia", "(GMT03:00) X", "(GMT-03:00 Brasilia", "(GMT*03:00) X", "(GMT) a\u{7}",
            "(GMT) " + String(repeating: "x", count: 65),
        ])
    func noZones(text: String) { #expect(Format.timezone(text) == nil) }

    @Test(
        "Takes absolute URLs of the web",
        arguments: [
            "http://example.com", "https://example.com/", "HTTPS://EXAMPLE.COM/a", "https://example.com:8443/a/b?c=d&e=%20#f",
            "http://127.0.0.1",
            "http://[::1]/", "https://user@example.com/", "http://localhost", "https://xn--bcher-kva.example/",
        ])
    func urls(text: String) { #expect(Format.url(text) == text) }

    @Test(
        "Refuses other URLs",
        arguments: [
            "", "example.com", "//example.com", "/path", "ftp://example.com", "javascript:alert(1)", "file:///etc/passwd", "http:",
            "http://",
            "http:///path", "http://?x", "http:example.com", "https://exa mple.com", " https://example.com", "https://example.com\n",
            "https://example.com/\u{0}", "https://bücher.example", "https://example.com/<x>", "https://example.com/\"",
            "https://example.com/%zz",
            "https://example.com/%", "https://example.com:x/", "https://example.com:99999/", "https://:80/", "data:text/html,x",
            "https://example.com/" + String(repeating: "a", count: 8192),
        ])
    func noURLs(text: String) { #expect(Format.url(text) == nil) }

    @Test(
        "Takes addresses with one at sign and a dotted domain",
        arguments: [
            "a@b.c", "user@example.com", "first.last+tag@sub.example.co.uk", "o'brien@example.com", "USER@EXAMPLE.COM", "ü@bücher.example",
            "a_b-c@1.2", "x@xn--bcher-kva.example", String(repeating: "a", count: 64) + "@example.com",
        ])
    func emails(text: String) { #expect(Format.email(text) == text) }

    @Test(
        "Refuses other addresses",
        arguments: [
            "", "a", "@", "a@", "@b.c", "a@b", "a@@b.c", "a@b@c.d", "a b@c.d", "a@b .c", " a@b.c", "a@b.c ", "a@b.c\n", "a\u{0}@b.c",
            "a@b..c",
            "a@.b.c", "a@b.c.", "a@-b.c", "a@b-.c", "a@b_c.d", ".a@b.c", "a.@b.c", "\"a\"@b.c", "a(x)@b.c", "a,b@c.d", "<a@b.c>",
            "a@[1.2.3.4]",
            "a;b@c.d", "a\u{A0}b@c.d", "a\u{2028}@b.c", "a\u{200B}@b.c", "a@b\u{202E}.c", "a\u{85}@b.c",
            String(repeating: "a", count: 65) + "@b.c",
            "a@" + String(repeating: "b", count: 64) + ".c", "a@" + String(repeating: "b.", count: 127) + "c",
        ])
    func noEmails(text: String) { #expect(Format.email(text) == nil) }

    @Test(
        "Trims Unicode white space at both ends, and nothing else",
        arguments: [
            ("", ""), (" \t\r\n", ""), (" a b ", "a b"), ("\u{A0}a\u{3000}", "a"), ("\u{2028}a\u{85}", "a"), ("\u{200B}a", "\u{200B}a"),
            ("\u{FEFF}a", "\u{FEFF}a"), (" \u{301}a", "\u{301}a"),
        ])
    func trimmed(text: String, result: String) {
        #expect(Array(Format.trimmed(text).utf8) == Array(result.utf8))
    }

    @Test("Knows every name and link of the tz database, whatever the machine knows")
    func allZones() {
        #expect(Format.zones.count == 598)
        #expect(Set(TimeZone.knownTimeZoneIdentifiers).isSubset(of: Format.zones))
        for zone in [
            "Singapore", "Asia/Saigon", "America/Argentina/ComodRivadavia", "GMT+0", "W-SU", "Zulu", "America/North_Dakota/New_Salem",
        ] {
            #expect(Format.timezone(zone) == zone)
        }
        #expect(Format.timezone("US/eastern") == nil && Format.timezone("EST ") == nil && Format.timezone("US/") == nil)
    }
}
