using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interests;
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
/// A delivery's promised date is a promise, from when it was first told, and so is the day that a suggestion is planned for, or that goods somebody waits for
/// are expected on: a date that is moved later moves no promise, for only the customer's yes does. A delivery is kept by the actual date, never by an assumed
/// one, nor is it late by that: where deliveries are not reported, one that nobody reported promises nothing. A plan that is given up is broken at once; what is
/// not there when its time is over is broken then. What a product claims is known as a promise once a customer has said of their line that it is good, or sent
/// it back as not what was described. What was over before an import is not judged.
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

            foreach (var voices in record.Suggestions.GroupBy(s => s.SuggestionId))
                OfSuggestion([.. voices.OrderBy(v => v.Since)]);
            foreach (var interest in record.Interests)
                OfInterest(interest);

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
                Judge(promise, p => StateOf(p, order, delivery));
            else if (delivery.PromisedAt is { } promisedAt && IsOwed(order, delivery) && !(promisedAt + rules.Policy.Promises.LateDelivery <= order.ImportedAt))
                Make(
                    new NewPromise(record.MerchantId, Ids.New(now), order.CustomerId ?? record.CustomerId, FactKey.Delivery(delivery.Id), "delivery", order.PlacedAt, promisedAt,
                        OrderId: order.Id, Grace: rules.Policy.Promises.LateDelivery),
                    p => StateOf(p, order, delivery));
        }

        private bool IsOwed(Order order, Delivery delivery) => order.IsStanding && (delivery.DeliveredAt is not null || rules.Policy.Promises.DeliveriesAreReported);

        /// <summary>One a person, though they may have said it under two names that were merged later.</summary>
        private void OfSuggestion(IReadOnlyList<VoicedSuggestion> voices)
        {
            var known = voices.Select(v => stored.GetValueOrDefault(FactKey.Voice(v.SuggestionId, v.CustomerId))).OfType<Promise>().ToList();
            foreach (var promise in known)
                Judge(promise, p => StateOf(p, voices[0]));
            if (known.Count == 0 && voices[0] is { IsMerged: false, Plan: { } plan } voice)
                MakeOfDay(FactKey.Voice(voice.SuggestionId, voice.CustomerId), voice.CustomerId, plan.What, plan.On, Instant.Max(plan.At, voice.Since), p => StateOf(p, voice));
        }

        private void OfInterest(Interest interest)
        {
            if (stored.TryGetValue(FactKey.Interest(interest.Id), out var promise))
                Judge(promise, p => StateOf(p, interest));
            else if (interest is { ExpectedOn: { } day, ProductName: { } name, FulfilledAt: null, EndedAt: null })
                MakeOfDay(FactKey.Interest(interest.Id), interest.CustomerId, name, day, interest.AskedAt, p => StateOf(p, interest));
        }

        /// <summary>A promised day is kept until it ends; one that is over promises nothing.</summary>
        private void MakeOfDay(string source, Guid customerId, string what, LocalDate day, Instant madeAt, Func<Promise, (PromiseStatus, Instant?)> stateOf)
        {
            var dueAt = rules.Calendar.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
            if (dueAt > now)
                Make(new NewPromise(record.MerchantId, Ids.New(now), customerId, source, what, madeAt, dueAt), stateOf);
        }

        /// <summary>The one that stands instead, where the customer agreed to another date.</summary>
        private Promise Standing(Promise promise) =>
            promise.ReplacedBy is { } id && record.Promises.FirstOrDefault(p => p.Id == id) is { } successor ? Standing(successor) : promise;

        private void Make(NewPromise what, Func<Promise, (PromiseStatus, Instant?)> stateOf)
        {
            var promise = Promise.Make(what, now);
            var (status, at) = stateOf(promise);
            if (status is PromiseStatus.Open && promise.Duty(record.OwnerId, rules, now) is { } duty)
                opened.Add(duty);
            promise.Settle(status, at, duty: null, now);
            made.Add(promise);
        }

        private void Judge(Promise known, Func<Promise, (PromiseStatus, Instant?)> stateOf)
        {
            var promise = Standing(known);
            var (status, at) = stateOf(promise);
            if (Settle(promise, status, at) && status is PromiseStatus.Open && DutyOf(promise) is { IsStopped: true } duty)
                _ = duty.Apply(new FollowUpChange(duty.Id, FollowUpStatus.Scheduled, duty.DueAt, duty.Deadline, null, IsSnoozed: false, duty.Channel, duty.OrderLineIds)).Value;
        }

        private (PromiseStatus Status, Instant? At) StateOf(Promise promise, Order order, Delivery delivery) =>
            !IsOwed(order, delivery) ? (PromiseStatus.Withdrawn, null)
            : delivery.DeliveredAt <= promise.Deadline ? (PromiseStatus.Kept, delivery.DeliveredAt)
            : delivery.DeliveredAt is not null ? (PromiseStatus.Broken, promise.Deadline)
            : Late(promise);

        private (PromiseStatus Status, Instant? At) StateOf(Promise promise, VoicedSuggestion voice) =>
            voice.BuiltAt <= promise.Deadline ? (PromiseStatus.Kept, voice.BuiltAt)
            : voice.DeclinedAt <= promise.Deadline ? (PromiseStatus.Broken, voice.DeclinedAt)
            : Late(promise);

        /// <summary>That the goods were there once keeps it, though they may be gone again.</summary>
        private (PromiseStatus Status, Instant? At) StateOf(Promise promise, Interest interest) =>
            promise.Status is PromiseStatus.Kept ? (PromiseStatus.Kept, promise.SettledAt)
            : interest.FulfilledAt <= promise.Deadline ? (PromiseStatus.Kept, interest.FulfilledAt)
            : interest.FulfilledAt is null && interest.EndedAt <= promise.Deadline ? (PromiseStatus.Withdrawn, null)
            : Late(promise);

        private (PromiseStatus Status, Instant? At) Late(Promise promise) => promise.Deadline <= now ? (PromiseStatus.Broken, promise.Deadline) : (PromiseStatus.Open, null);

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
