package org.paschima.notify.domain;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.paschima.contract.MemberId;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Action;
import org.paschima.contract.Receipt.Reason;

/**
 * Version 1 of the policy (domain.md §4.5, §4.7): a fixed probability, halved for whoever was nudged often lately, and
 * one draw. A pure function of the inputs, the member and the key. It decides no more; receipts of it are replayed, so
 * neither it nor {@link ContentChoice}, {@link Words} and {@link Cause}, which are its own, may say anything else.
 */
final class Policy {

    static final String VERSION = "1";
    static final double START = 0.4;
    static final double LEAST = 0.2;
    static final double MOST = 0.8;
    static final double HIGH_BURDEN = 0.5;
    private static final int BURDEN_POINTS = 14;
    private static final double GAMMA = 13.0 / 14;

    private Policy() {}

    /** The receipt that these inputs lead to: what a stored one must equal, byte for byte. */
    static Receipt receipt(Inputs inputs, MemberId member, Draw key, String tzdata) {
        var point = inputs.point();
        var against = Availability.reasonsAgainst(inputs);
        boolean available = against.isEmpty();
        double probability = probability(inputs);
        Double draw = available ? key.of(member, point, VERSION) : null;
        var content = ContentChoice.of(inputs).filter(_ -> draw != null && draw < probability);
        var id = key.id(member, point.slot(), point.localDate());
        var reasons = available && content.isEmpty() ? List.of(Reason.NOT_DRAWN) : against;
        return new Receipt(
                "d-" + id,
                point.slot(),
                point.localDate(),
                point.zone(),
                at(point.instant(), point.zone()),
                available,
                reasons,
                probability,
                draw,
                content.isPresent() ? Action.SENT : Action.WITHHELD,
                content.isPresent() ? "n-" + id : null,
                VERSION,
                tzdata,
                InputsJson.write(inputs),
                Words.receipt(inputs, reasons, content));
    }

    /** Above a burden of one half the probability is halved, but never below its least (domain.md §4.3). */
    static double probability(Inputs inputs) {
        double p = burden(inputs.actions()) > HIGH_BURDEN ? START / 2 : START;
        return Math.clamp(p, LEAST, MOST);
    }

    /** ā = c Σ γ^(14−i) a_i over the last 14 decision points, γ = 13/14, c = (1−γ)/(1−γ^14) (domain.md §4.3). */
    static double burden(String actions) {
        var last = actions.substring(Math.max(0, actions.length() - BURDEN_POINTS));
        double sum = 0;
        for (int i = 0; i < last.length(); i++) {
            sum += last.charAt(i) == '1' ? Math.pow(GAMMA, last.length() - 1.0 - i) : 0;
        }
        return sum * (1 - GAMMA) / (1 - Math.pow(GAMMA, BURDEN_POINTS));
    }

    static String after(String actions, boolean sent) {
        var all = actions + (sent ? '1' : '0');
        return all.substring(Math.max(0, all.length() - BURDEN_POINTS));
    }

    static OffsetDateTime at(java.time.Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
