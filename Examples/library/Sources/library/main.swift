// SPDX-License-Identifier: Apache-2.0

import CommandServer
import LoansPlugin

await CommandServer.main(
    CommandApplication(migrations: LoanSchema.migrations, erase: LoanSchema.erase) {
        [LoansPlugin(loans: LoanStore(database: $0.database))]
    })
