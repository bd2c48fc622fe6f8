// SPDX-License-Identifier: Apache-2.0

public import CampaignDomain
public import CommandKit

/// The commands for split tests.
public struct SplitTestsPlugin: CommandPlugin {
    /// `splittests`.
    public let name = "splittests"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these split tests.
    public init(splitTests: SplitTestStore) {
        commands = [CreateSplitTest(splitTests: splitTests)]
    }
}
