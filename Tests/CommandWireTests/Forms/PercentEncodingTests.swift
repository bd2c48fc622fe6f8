// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

@Suite("PercentEncoding") struct PercentEncodingTests {
    @Test(
        "Decodes each segment once and normalises nothing",
        arguments: [
            ("/", [""]),
            ("/api.php", ["api.php"]),
            ("/api.php/", ["api.php", ""]),
            ("/api/v1/tag.create", ["api", "v1", "tag.create"]),
            ("/api/v1/tag%2Ecreate", ["api", "v1", "tag.create"]),
            ("/api/v1/tag%2ecreate", ["api", "v1", "tag.create"]),
            ("/a+b", ["a+b"]),
            ("/%C3%BC%F0%9F%98%80", ["ü😀"]),
            ("/ü", ["ü"]),
            ("/a/../b/./c", ["a", "..", "b", ".", "c"]),
            ("/a%2E%2E", ["a.."]),
            ("/%5C", ["\\"]),
        ])
    func decodes(path: String, segments: [String]) {
        #expect(PercentEncoding.segments(of: path) == segments)
    }

    @Test(
        "Refuses what others on the way could read as another path",
        arguments: [
            "", "*", "api.php", "http://x/api.php", "/%", "/%2", "/%zz", "/%2G", "/%+2", "/%-1", "/a%2Fb", "/a%2fb", "/%00",
            "/%C0%AE", "/%FF", "/%ED%A0%80", "/%F4%90%80%80", "/%C3", "/\u{0}",
        ])
    func refuses(path: String) {
        #expect(PercentEncoding.segments(of: path) == nil)
    }

    @Test(
        "Bad input 24: %00, %C0%AE, %252e and //api.php are decoded once and never become /api.php",
        arguments: [
            ("/api.php%00", nil), ("/%C0%AE/api.php", nil), ("/%252e/api.php", ["%2e", "api.php"]),
            ("/api%252ephp", ["api%2ephp"]), ("//api.php", ["", "api.php"]),
        ] as [(String, [String]?)])
    func badInput24(path: String, segments: [String]?) {
        #expect(PercentEncoding.segments(of: path) == segments)
        #expect(PercentEncoding.segments(of: path) != ["api.php"])
    }
}
