// SPDX-License-Identifier: Apache-2.0

import CommandServer
import LoansPlugin

await CommandServer.main(
    CommandApplication(
        migrations: LoanSchema.migrations + Audit.migrations,
        erase: { account, database in
            try LoanSchema.erase(account, database) || Audit.erase(account, database)
        },
        middleware: { [Audit(database: $0.database)] },
        plugins: { [LoansPlugin(loans: LoanStore(database: $0.database))] }))
