using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Orders;
using RetentionApi.Domain.Suggestions;

namespace RetentionApi.Domain.Promises;

/// <summary>What is to be written so that every promise is what the facts say of it.</summary>
/// <param name="Duties">Those of the promises made.</param>
/// <param name="Changed">With the version at which each was read. Their duties are changed in place.</param>
public sealed record PromiseChanges(IReadOnlyList<Promise> Made, IReadOnlyList<FollowUp> Duties, IReadOnlyList<(Promise Promise, int ReadVersion)> Changed)
{
    public static readonly PromiseChanges None = new([], [], []);
}

/// <summary>Which promises a customer's facts make by themselves, and what became of all of them. Pure, and a fixed point.</summary>
/// <remarks>
/// A delivery's promised date is a promise, from when it was first told: a date that is moved later moves no promise, for only the customer's yes does. It is
/// kept by the actual date, never by an assumed one, and broken when its time is over. So is the day for which a suggestion is planned, to each who asked before.
/// What a product claims is known as a promise once a customer has said of their line that it is good, or sent it back as not what was described. What was over
/// before an import is not judged.
/// </remarks>
public static class PromiseDerivation
{
    public static PromiseChanges Derive(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules, Instant now) =>
        record.IsRestricted ? PromiseChanges.None : new Run(record, followUps, rules, now).Compare();

    private sealed class Run(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules, Instant now)
    {
        private readonly Dictionary<string, Promise> stored = record.Promises.ToDictionary(p => p.Source);
        private readonly Dictionary<string, FollowUp> duties = followUps.Where(f => f.Kind is FollowUpKind.Promise).ToDictionary(f => f.Cause);
        private readonly List<Promise> made = [];
        private readonly List<FollowUp> opened = [];
        private readonly List<(Promise, int)> changed = [];

        public PromiseChanges Compare()
        {
            foreach (var order in record.Orders)
            {
                foreach (var delivery in order.Deliveries)
                    OfDelivery(order, delivery);
                foreach (var line in order.Lines)
                    OfClaims(order, line);
            }

            foreach (var voice in record.Suggestions)
                OfPlan(voice);
            foreach (var promise in record.Promises.Where(p => p.Status is PromiseStatus.Open))
            {
                if (DutyOf(promise) is { MissedAt: { } missedAt })
                    Settle(promise, PromiseStatus.Broken, missedAt);
            }

            return made.Count + changed.Count == 0 ? PromiseChanges.None : new PromiseChanges(made, opened, changed);
        }

        private void OfDelivery(Order order, Delivery delivery)
        {
            if (stored.TryGetValue(FactKey.Delivery(delivery.Id), out var promise))
                Judge(Standing(promise), order, delivery);
            else if (delivery.PromisedAt is { } promisedAt && order.IsStanding && !(promisedAt + rules.Policy.Promises.LateDelivery <= order.ImportedAt))
                Make(order, delivery, promisedAt);
        }

        /// <summary>The one that stands instead, where the customer agreed to another date.</summary>
        private Promise Standing(Promise promise) =>
            promise.ReplacedBy is { } id && record.Promises.FirstOrDefault(p => p.Id == id) is { } successor ? Standing(successor) : promise;

        private void Make(Order order, Delivery delivery, Instant promisedAt)
        {
            var promise = Promise.Make(
                new NewPromise(record.MerchantId, Ids.New(now), order.CustomerId ?? record.CustomerId, FactKey.Delivery(delivery.Id), "delivery", order.PlacedAt, promisedAt,
                    OrderId: order.Id, Grace: rules.Policy.Promises.LateDelivery),
                now);
            Open(promise, StateOf(promise, order, delivery));
        }

        /// <summary>With its duty, unless it was settled by the time we learnt of it.</summary>
        private void Open(Promise promise, (PromiseStatus Status, Instant? At) state)
        {
            if (state.Status is PromiseStatus.Open && promise.Duty(record.OwnerId, rules, now) is { } duty)
                opened.Add(duty);
            promise.Settle(state.Status, state.At, duty: null, now);
            made.Add(promise);
        }

        /// <summary>To who asked before it was planned: who joins later is told nothing of it. A plan that is given up breaks it on its day, unless they agree.</summary>
        private void OfPlan(VoicedSuggestion voice)
        {
            if (voice is not { IsMerged: false, Plan: { } plan } || plan.At < voice.Since)
                return;
            var source = FactKey.SuggestionTo(voice.SuggestionId, voice.CustomerId);
            if (stored.TryGetValue(source, out var known))
            {
                var standing = Standing(known);
                var (status, at) = StateOf(standing, voice.BuiltAt);
                Settle(standing, status, at);
                return;
            }

            var dueAt = rules.Calendar.Zone.AtStartOfDay(plan.On.PlusDays(1)).ToInstant();
            var promise = Promise.Make(new NewPromise(record.MerchantId, Ids.New(now), voice.CustomerId, source, plan.What, plan.At, dueAt), now);
            Open(promise, StateOf(promise, voice.BuiltAt));
        }

        private void Judge(Promise promise, Order order, Delivery delivery)
        {
            var (status, at) = StateOf(promise, order, delivery);
            if (Settle(promise, status, at) && status is PromiseStatus.Open && DutyOf(promise) is { IsStopped: true } duty)
                _ = duty.Apply(new FollowUpChange(duty.Id, FollowUpStatus.Scheduled, duty.DueAt, duty.Deadline, null, IsSnoozed: false, duty.Channel, duty.OrderLineIds)).Value;
        }

        private (PromiseStatus Status, Instant? At) StateOf(Promise promise, Order order, Delivery delivery) =>
            order.IsStanding ? StateOf(promise, delivery.DeliveredAt) : (PromiseStatus.Withdrawn, null);

        /// <param name="doneAt">When what was promised came true; null: not yet.</param>
        private (PromiseStatus Status, Instant? At) StateOf(Promise promise, Instant? doneAt) =>
            doneAt <= promise.Deadline ? (PromiseStatus.Kept, doneAt)
            : doneAt is not null || promise.Deadline <= now ? (PromiseStatus.Broken, promise.Deadline)
            : (PromiseStatus.Open, null);

        private void OfClaims(Order order, OrderLine line)
        {
            if (!order.IsStanding || line.ProductId is not { } id || record.Products.GetValueOrDefault(id) is not { HasClaims: true } product || OutcomeOf(order, line) is not var (status, at))
                return;
            if (stored.TryGetValue(FactKey.OrderLine(line.Id), out var known))
            {
                Settle(known, status, at);
                return;
            }

            var promise = Promise.Make(
                new NewPromise(record.MerchantId, Ids.New(now), order.CustomerId ?? record.CustomerId, FactKey.OrderLine(line.Id), product.Name, order.PlacedAt, at, OrderId: order.Id), now);
            promise.Settle(status, at, duty: null, now);
            made.Add(promise);
        }

        /// <summary>Null: nothing is known of it. A return weighs more than what was answered before it.</summary>
        private (PromiseStatus Status, Instant At)? OutcomeOf(Order order, OrderLine line)
        {
            var returned = order.Returns.Where(r => r.Reason is ReturnReason.NotAsDescribed && r.Lines.Any(l => l.LineNumber == line.Number)).Min(r => (Instant?)r.ReturnedAt);
            if (returned is { } at)
                return at <= order.ImportedAt ? null : (PromiseStatus.Broken, at);
            var confirmed = followUps.Where(f => f.Answers.Any(a => a.OrderLineId == line.Id && a.Rating >= rules.Policy.Duties.ConfirmingRating)).Min(f => f.AnsweredAt);
            return confirmed is { } saidAt ? (PromiseStatus.Kept, saidAt) : null;
        }

        private bool Settle(Promise promise, PromiseStatus status, Instant? at)
        {
            var readVersion = promise.Version;
            if (!promise.Settle(status, at, DutyOf(promise), now))
                return false;
            changed.Add((promise, readVersion));
            return true;
        }

        private FollowUp? DutyOf(Promise promise) => duties.GetValueOrDefault(FactKey.Promise(promise.Id));
    }
}
