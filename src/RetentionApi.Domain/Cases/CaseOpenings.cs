using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;

namespace RetentionApi.Domain.Cases;

/// <summary>A fact by which the customer says that something is wrong.</summary>
/// <param name="Source">The fact's key; no two cases have it.</param>
public sealed record BadAnswer(string Source, Guid CustomerId, Instant OccurredAt, Instant RecordedAt, CaseTopic Topic, CaseSeverity Severity)
{
    public string? Text { get; init; }

    public int? Rating { get; init; }

    public Guid? OrderId { get; init; }

    public Guid? ProductId { get; init; }

    internal Complaint AsComplaint => new(Source, OccurredAt, Text, Rating);
}

/// <summary>A complaint to be written into a case that is open about its order.</summary>
public sealed record JoinedComplaint(Guid CaseId, Guid CustomerId, Complaint Complaint);

/// <summary>What is to be written so that every bad answer is in a case.</summary>
public sealed record CaseChanges(IReadOnlyList<Case> Opened, IReadOnlyList<FollowUp> Steps, IReadOnlyList<JoinedComplaint> Joined)
{
    public static readonly CaseChanges None = new([], [], []);
}

/// <summary>Which cases a customer's facts open by themselves. Pure, and a fixed point: a bad answer that is in a case, open or closed, opens no other.</summary>
public static class CaseOpenings
{
    public static CaseChanges Derive(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules, Instant now)
    {
        if (record.IsRestricted)
            return CaseChanges.None;
        var known = record.Cases.SelectMany(c => c.Sources).ToHashSet();
        List<NewCase> opened = [];
        List<JoinedComplaint> joined = [];
        foreach (var answer in BadAnswers(record, followUps, rules, now).Where(a => !known.Contains(a.Source)).OrderBy(a => a.OccurredAt).ThenBy(a => a.Source, StringComparer.Ordinal))
        {
            if (record.Cases.FirstOrDefault(c => c.IsOpen && c.OrderId is not null && c.OrderId == answer.OrderId) is { } open)
                joined.Add(new JoinedComplaint(open.Id, open.CustomerId, answer.AsComplaint));
            else if (opened.FindIndex(c => c.OrderId is not null && c.OrderId == answer.OrderId) is >= 0 and var twin)
                opened[twin] = opened[twin] with { Complaints = [.. opened[twin].Complaints, answer.AsComplaint] };
            else
                opened.Add(OpenedBy(answer, record, now));
        }

        if (opened.Count + joined.Count == 0)
            return CaseChanges.None;
        var cases = opened.ConvertAll(c => Case.Open(c, rules, now));
        return new CaseChanges(cases.ConvertAll(c => c.Case), cases.ConvertAll(c => c.Step), joined);
    }

    /// <summary>All bad answers that were told soon enough. Whatever else a customer can say that something is wrong by joins here.</summary>
    private static IEnumerable<BadAnswer> BadAnswers(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules, Instant now) =>
        Complaints(record).Concat(Surveys(record, rules)).Concat(Ratings(record, followUps, rules, now)).Where(a => a.RecordedAt - a.OccurredAt <= rules.Policy.Cases.OpensWithin);

    /// <summary>What a historical import tells is over.</summary>
    private static IEnumerable<BadAnswer> Complaints(CustomerRecord record) =>
        from told in record.Interactions
        where told is { Kind: InteractionKind.Complaint, Direction: Direction.Inbound, ImportedAt: null }
        select new BadAnswer(FactKey.Interaction(told.Id), told.CustomerId ?? record.CustomerId, told.OccurredAt, told.RecordedAt, CaseTopic.Other, CaseSeverity.Normal)
        {
            Text = told.Complaint,
            OrderId = told.OrderId,
            ProductId = told.ProductId,
        };

    private static IEnumerable<BadAnswer> Surveys(CustomerRecord record, DutyRules rules) =>
        from told in record.SurveyResponses
        where told.OpensCase(rules.Policy.Surveys)
        select new BadAnswer(FactKey.SurveyResponse(told.Id), told.CustomerId, told.AnsweredAt, told.AnsweredAt, CaseTopic.Other, CaseSeverity.Normal)
        {
            Text = told.Text,
            Rating = told.Score,
            OrderId = told.OrderId,
        };

    private static IEnumerable<BadAnswer> Ratings(CustomerRecord record, IReadOnlyList<FollowUp> followUps, DutyRules rules, Instant now)
    {
        var bad = followUps.SelectMany(f => f.Answers.Where(a => a.Rating <= rules.Policy.Duties.DefectRating), (Check, Answer) => (Check, Answer)).ToArray();
        if (bad.Length == 0)
            return [];
        var lines = record.Orders.SelectMany(o => o.Lines, (Order, Line) => (Order, Line)).ToDictionary(l => l.Line.Id);
        return
            from told in bad
            where lines.ContainsKey(told.Answer.OrderLineId)
            let about = lines[told.Answer.OrderLineId]
            let at = told.Check.AnsweredAt ?? now
            select new BadAnswer(
                $"{FactKey.FollowUp(told.Check.Id)}:{about.Line.Id}", about.Order.CustomerId ?? told.Check.CustomerId, at, told.Check.AnswerRecordedAt ?? at, CaseTopic.Quality,
                told.Answer.Rating == 1 ? CaseSeverity.Severe : CaseSeverity.Normal)
            {
                Text = told.Answer.Text,
                Rating = told.Answer.Rating,
                OrderId = about.Order.Id,
                ProductId = about.Line.ProductId,
            };
    }

    private static NewCase OpenedBy(BadAnswer answer, CustomerRecord record, Instant now) => new(
        record.MerchantId, Ids.New(now), answer.CustomerId, answer.OccurredAt, answer.Topic, answer.Severity, [answer.AsComplaint],
        answer.OrderId, answer.ProductId, record.OwnerId, OpenedBy: answer.Source);
}
