package org.paschima.session.http;

import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;

/**
 * The statement that ends a care hold is the member's own word (domain.md §5.1): it is taken from the member's own token
 * alone, as consents are, and marked, so that readers of the log can tell it from one that was kept before this was
 * asked.
 */
final class OwnWord {

    private OwnWord() {}

    /** The record as it is kept; a problem is thrown for a statement that somebody else's token sends. */
    static MemberRecord of(MemberRecord record, String member, Call call) {
        if (!(record instanceof SymptomReport report) || report.statement() == null) {
            return record;
        }
        if (member.equals(call.caller().member())) {
            return report.byMember();
        }
        var detail = "a statement ends a care hold, so only the member's own token may send it: send it with that, or"
                + " send symptoms instead";
        throw Problem.of(ProblemType.FORBIDDEN, detail)
                .with(Problem.Fault.pointer("/statement", "OWN_TOKEN_ONLY", detail))
                .asException();
    }
}
