// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// One generated call and the exact answer that its command's declarations give it.
///
/// A case knows its answer before anything is asked: what it sends was made to keep, or to break, one declaration, and
/// which code and which rule stand behind that declaration is written in the manifest.
package struct Case: Sendable {
    /// Stable, from the declarations alone: `campaign.update/SendDate/future-needs-date/missing`.
    package let name: String
    /// The command's declared name.
    package let command: String
    /// What is sent.
    package let call: CaseCall
    /// What must come back.
    package let expected: Expectation
    /// Why, in one sentence.
    package let reason: String
    /// The line of the manifest that decides.
    package let location: SourceLocation
    /// Where it may be sent: surfaces that the command has.
    package let surfaces: [CommandDeclaration.Surface]
    /// The parameters that it is put together from; empty where it is about something else.
    var parts: [Oracle.Sent] = []
    /// Whether its parameters were chosen at random.
    var isRandom = false
}

/// What a case sends, whatever the surface.
package struct CaseCall: Sendable, Hashable {
    /// A parameter as it is sent.
    package struct Field: Sendable, Hashable {
        /// Its name, as it is spelled here.
        package let name: String
        /// Its value as JSON text, which need not be valid.
        package let json: String

        /// Composes a field.
        package init(_ name: String, _ json: String) {
            self.name = name
            self.json = json
        }
    }

    /// What stands in the place of the parameters.
    package enum Content: Sendable, Hashable {
        /// These, beside command and credentials.
        case fields([Field])
        /// These texts in the order in which they stand, beside command and credentials, as a form and in the query: what JSON has no
        /// words for. On the flat API alone.
        case form([FormField], query: [FormField] = [])
        /// A whole body, sent as it is.
        case document([UInt8])
    }

    /// A field of a form.
    package struct FormField: Sendable, Hashable {
        /// Its name, as it is spelled here.
        package let name: String
        /// Its value.
        package let text: String

        /// Composes a field.
        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }

        /// A value of JSON as the text that a form has for it.
        init(_ name: String, json: String) { self.init(name, ManifestValue(json: json)?.plainText ?? json) }
    }

    /// A key or a session's id in a place of its own.
    package struct Credential: Sendable, Hashable {
        /// Where it stands. In a text, `{}` is the place of the key.
        package enum Place: Sendable, Hashable {
            /// In the parameter of this name.
            case field(String)
            /// In the query, as the parameter of this name.
            case query(String)
            /// In `Authorization`, as this text has it.
            case header(String)
        }

        /// Where.
        package let place: Place
        /// Whose; one who has none has the text as it is.
        package let caller: Caller
    }

    /// The command as it is named here; the declared name, or another spelling of it.
    package var command: String
    /// The parameters, or what stands in their place.
    package var content: Content
    /// Who calls.
    package var caller: Caller
    /// Where it says who calls; nil for the place that the command declares for it.
    package var credentials: [Credential]?
    /// The media type; nil for none at all.
    package var mediaType: String? = "application/json"
    /// Whether it is sent with `Command-Mode: validate`.
    package var isDryRun = true
    /// What `Command-Mode` says in place of that.
    package var mode: String?

    /// Whether a key stands where sessions do, or a session where keys do: only who tells the two apart refuses that.
    package func mistakesKind(in command: CommandDeclaration) -> Bool {
        (credentials ?? []).contains { credential in
            guard credential.caller.key != nil else { return false }
            let isSession = if case .session = credential.caller { true } else { false }
            switch credential.place {
            case .header: return isSession
            case .field(let name), .query(let name):
                return isSession != (command.parameters.first { $0.name == name }?.role == .session)
            }
        }
    }

    /// Everybody whose key or session stands in it.
    package var callers: Set<Caller> { credentials.map { Set($0.map(\.caller)) } ?? [caller] }
}
