package org.paschima.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.paschima.contract.MemberId;

/** Mints a development token, and prints it alone on standard output. */
final class TokenCommand {

    private TokenCommand() {}

    static int run(List<String> arguments) throws IOException {
        var options = new Options(arguments, Set.of("tenant", "member", "scope", "ttl", "data"), Set.of());
        var folder =
                options.find("data").map(path -> new StackFolder(Path.of(path))).orElseGet(StackFolder::usual);
        var tenant = options.required("tenant");
        var member = options.required("member");
        if (!MemberId.isTenant(tenant)) {
            throw new UsageException("--tenant must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (!MemberId.isMember(member)) {
            throw new UsageException("--member must be " + MemberId.MEMBER_RULE);
        }
        if (!folder.hasKeys()) {
            throw new UsageException("there is no stack in " + folder.path() + "; start one with ./paschima up");
        }
        var scopes = options.find("scope")
                .map(text -> List.of(text.strip().split("\\s+", -1)))
                .orElse(Scopes.MEMBER);
        var holdsFor = options.duration("ttl", Duration.ofHours(12));
        System.out.println(folder.tokens().forMember(tenant, member, scopes, holdsFor));
        return 0;
    }
}
