// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorage
import Logging

/// Erases what is kept of deleted accounts, in steps that are each a short write of its own, with a pause as long as the step
/// between them, so that others have the database for half of the time at least.
///
/// What is left when the process ends is erased by the next: which accounts those are stands in the database.
struct AccountEraser: Sendable {
    let accounts: AccountStore
    /// Removes a bounded part of what the application keeps of an account; nil where it does not say.
    let erase: (@Sendable (Int, any Writing) throws -> Bool)?
    let audit: AuditTrail
    let logger: Logger

    /// How long nothing is looked for where there was nothing.
    static let rest = Duration.seconds(5)

    /// Erases what there is, again and again, until the task is cancelled.
    func run() async {
        repeat { await eraseAll() } while (try? await Task.sleep(for: Self.rest)) != nil
    }

    /// Erases what can be erased now of all deleted accounts. One that cannot be erased does not keep the others.
    func eraseAll() async {
        do {
            for account in try await accounts.accountsToErase(until: .now + .seconds(30)) {
                do {
                    guard try await erase(account) else { continue }
                    audit.note(.accountErased, ["account": String(account)])
                } catch {
                    logger.warning("a deleted account was not erased", metadata: ["account": "\(account)", "cause": "\(Reason(error))"])
                }
                guard !Task.isCancelled else { return }
            }
        } catch {
            logger.warning("deleted accounts were not looked for", metadata: ["cause": "\(Reason(error))"])
        }
    }

    /// Erases one account, until nothing is left of it or no more can be erased now.
    ///
    /// - Returns: whether nothing is left.
    @discardableResult
    func erase(_ account: Int) async throws -> Bool {
        let clock = ContinuousClock()
        while true {
            let begin = clock.now
            switch try await accounts.eraseStep(of: account, until: begin + .seconds(30), erase: erase ?? { _, _ in false }) {
            case .done: return true
            case .waits: return false
            case .more: try await Task.sleep(for: max(.milliseconds(5), clock.now - begin))
            }
        }
    }
}
