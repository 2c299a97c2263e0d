package org.paschima.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.paschima.contract.MemberId;
import org.paschima.runtime.command.UsageException;

/** Mints development tokens of a stack. */
final class TokenCommand {

    private TokenCommand() {}

    static String token(StackFolder folder, String tenant, String member, List<String> scopes, Duration holdsFor)
            throws IOException {
        checkNames(tenant, member);
        if (!folder.hasKeys()) {
            throw new UsageException("there is no stack in " + folder.path() + "; start one with ./paschima up");
        }
        return folder.tokens().forMember(tenant, member, scopes, holdsFor);
    }

    static void checkNames(String tenant, String member) {
        if (!MemberId.isTenant(tenant)) {
            throw new UsageException("--tenant must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (!MemberId.isMember(member)) {
            throw new UsageException("--member must be " + MemberId.MEMBER_RULE);
        }
    }
}
