package org.paschima.notify.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact.NudgePlanChanged;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Rank;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.QueryParameters;
import org.paschima.notify.domain.Settings;

/** The entity tags of plans: what {@code ETag} says of one, and which ones {@code If-Match} asks for. */
final class PlanTags {

    private static final String HEADER = "If-Match";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e]*)\"|([\\x21\\x23-\\x7e]+)");

    /** Beside the one that stands for no plan. */
    private static final int MOST = SettingsCodec.MAX_TAGS - 1;

    private static final int LONGEST = 64;

    private PlanTags() {}

    /** The tag of the plan that holds; while none was sent, that of the default. */
    static String etag(Settings settings) {
        var rank = settings.planRank();
        return etag(rank == null ? ofDefault() : rank);
    }

    static String etag(Rank rank) {
        return "W/\"" + rank.tag() + "\"";
    }

    private static Rank ofDefault() {
        return FactCodec.changed(NudgePlan.DEFAULT).rank();
    }

    /** The tags asked for; null where any plan may be replaced. What is no tag is noted with the parameters' faults. */
    static @Nullable List<String> wanted(Call call, QueryParameters parameters) {
        var header = call.header(HEADER).map(String::strip);
        if (header.isEmpty() || header.get().equals("*")) {
            return null;
        }
        var tags = new ArrayList<String>();
        for (var each : COMMA.split(header.get(), -1)) {
            var tag = TAG.matcher(each);
            if (!tag.matches()) {
                refuse(parameters, "must be * or the ETag of a plan, in quotes; several with commas between them");
                return null;
            }
            tags.add(tag.group(1) == null ? tag.group(2) : tag.group(1));
        }
        if (tags.size() > MOST) {
            refuse(parameters, "may name " + MOST + " tags at most");
        }
        return tags;
    }

    /** Whether the plan that holds has one of the tags. */
    static boolean match(List<String> wanted, Settings settings) {
        var rank = settings.planRank();
        return wanted.contains((rank == null ? ofDefault() : rank).tag());
    }

    /** The tags as the log holds them, where to have no plan is a state of its own, whatever the default is by then. */
    static List<String> onTheLog(List<String> wanted) {
        var tags = new ArrayList<String>();
        wanted.stream().filter(tag -> tag.length() <= LONGEST).forEach(tags::add);
        if (wanted.contains(ofDefault().tag())) {
            tags.add(NudgePlanChanged.NO_PLAN);
        }
        return tags;
    }

    private static void refuse(QueryParameters parameters, String must) {
        parameters.fault(Problem.Fault.header(HEADER, "FORMAT", must));
    }
}
