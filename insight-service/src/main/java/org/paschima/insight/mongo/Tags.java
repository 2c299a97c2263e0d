package org.paschima.insight.mongo;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;

/**
 * What the members of a tenant are found by, in the index on {@value #FIELD} of the settings: consents given and groups
 * belonged to. A withdrawn consent is no tag any more from the fold of its withdrawal on.
 */
final class Tags {

    static final String FIELD = "x";

    private static final String GROUP = "/group/";

    private Tags() {}

    static List<String> of(MemberId member, Fact.OfMember fact) {
        return switch (fact) {
            case Fact.ConsentsChanged(var consents, var _) -> ofConsents(member.tenant(), consents);
            case Fact.ProfileChanged(var profile, var _) ->
                profile.groups().stream()
                        .map(group -> member.tenant() + GROUP + group)
                        .toList();
            case Fact.ScreeningChanged _, Fact.NudgePlanChanged _ -> List.of();
        };
    }

    private static List<String> ofConsents(String tenant, Consents consents) {
        var tags = new ArrayList<String>();
        if (consents.research()) {
            tags.add(research(tenant));
        }
        if (consents.teacher()) {
            tags.add(teacher(tenant));
        }
        return tags;
    }

    static String research(String tenant) {
        return tenant + "/consent/research";
    }

    static String teacher(String tenant) {
        return tenant + "/consent/teacher";
    }

    /** All that name a group of the tenant. */
    static Bson anyGroup(String tenant) {
        return Filters.elemMatch(
                FIELD, new org.bson.Document("$gte", tenant + GROUP).append("$lt", tenant + "/group0"));
    }

    /** The group that a tag names; any other tag is refused. */
    static String groupOf(String tag) {
        return tag.substring(tag.indexOf(GROUP) + GROUP.length());
    }

    static boolean isGroup(String tag) {
        return tag.contains(GROUP);
    }
}
