package org.paschima.notify.http;

import java.util.EnumSet;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.notify.mail.MailSubscription;
import org.paschima.notify.webhook.Webhook;
import org.paschima.notify.webhook.WebhookStore;

/** On which channels a nudge would reach somebody now. */
final class Receivers {

    private final WebhookStore webhooks;
    private final PushRoutes.Terms pushes;
    private final MailRoutes.Terms mails;

    Receivers(WebhookStore webhooks, PushRoutes.Terms pushes, MailRoutes.Terms mails) {
        this.webhooks = webhooks;
        this.pushes = pushes;
        this.mails = mails;
    }

    /**
     * Clients among them, which come when they like. A studio that listens to its stream alone, and has no webhook, is not
     * known here. Blocks.
     */
    Set<NudgeChannel> of(MemberId member) {
        var found = EnumSet.of(NudgeChannel.CLIENT);
        if (webhooks.of(member.tenant()).stream().anyMatch(Webhook::isToBeSentTo)) {
            found.add(NudgeChannel.STUDIO);
        }
        if (pushes.publicKey() != null && !pushes.store().of(member).isEmpty()) {
            found.add(NudgeChannel.WEB_PUSH);
        }
        if (mails.isOn()
                && mails.store().of(member).filter(MailSubscription::isOn).isPresent()) {
            found.add(NudgeChannel.EMAIL);
        }
        return found;
    }
}
