using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.CustomerPages;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>What customers are to be told: handed over, held, or found impossible, by the same rules as the messages of duties. A batch is one transaction and three round trips.</summary>
internal sealed partial class DueNotices(MerchantDatabases databases, LinkAddresses addresses, IClock clock, ILogger<DueNotices> logger)
{
    public const string Waiting = "status = 'waiting'";

    public const string WhoHasWork =
        $"SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM notices n WHERE n.merchant_id = m.merchant_id AND n.{Waiting} AND n.due_at <= $1)";

    /// <summary>Their customers are locked too, as by the dispatcher and by <see cref="DueFollowUps"/>, so that nobody counts to the cap of one customer side by side.</summary>
    private const string Claim = $"""
        WITH due AS MATERIALIZED (
          SELECT n.* FROM notices n WHERE n.merchant_id = $1 AND n.{Waiting} AND n.due_at <= $2 ORDER BY n.due_at LIMIT $3 FOR UPDATE SKIP LOCKED),
        locked AS MATERIALIZED (
          SELECT s.customer_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id IN (
            SELECT CASE WHEN a.person_id IS NULL THEN d.customer_id ELSE a.person_id END FROM due d LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = d.customer_id)
          ORDER BY s.customer_id FOR UPDATE SKIP LOCKED)
        SELECT n.subject_id, n.customer_id, n.template, n.class, n.link_purpose, n.link_subject_id, n.words::text, n.due_at, n.created_at, l.customer_id FROM due n
        LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = n.customer_id
        JOIN locked l ON l.customer_id = COALESCE(a.person_id, n.customer_id)
        ORDER BY n.due_at
        """;

    /// <summary>What could not be written is tried again after this: somebody may have put the wording right.</summary>
    private static readonly Duration TriedAgainAfter = Duration.FromHours(1);

    /// <returns>What became of them; nothing where none are due, or all of them are in other hands.</returns>
    public async Task<JobSummary> RunBatchAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var scope = databases.JobScope(merchantId);
        await using var connection = await scope.OpenAsync(cancellationToken);
        var due = await ClaimAsync(scope, connection, now, cancellationToken);
        if (due.Count == 0)
            return JobSummary.Nothing;
        Guid[] persons = [.. due.Select(d => d.PersonId).Distinct()];
        var reads = await OutreachReads.ReadAsync(connection, merchantId, persons, [], OutreachReads.CapsSince(now), cancellationToken);
        var told = due.Select(d => Attend(d.Notice, reads.Persons[d.PersonId], reads, now)).ToList();

        await using var batch = connection.CreateBatch();
        batch.AddAttended(merchantId, [.. told.Select(t => t.Notice)], now);
        batch.AddMessages(merchantId, [.. told.Select(t => t.Message).OfType<MessageRow>()], reads.Settings.IsMailed);
        CustomerLinks.Add(batch, merchantId, [.. told.SelectMany(t => t.Links)]);
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return JobSummary.Count(told.Select(t => t.Notice.Because?.Word() ?? (t.Notice.Status is NoticeStatus.Waiting ? "held" : t.Notice.Status.Word())));
    }

    private static async Task<List<(NoticeRow Notice, Guid PersonId)>> ClaimAsync(MerchantScope scope, NpgsqlConnection connection, Instant now, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginBatch(connection);
        batch.Add(Claim, scope.MerchantId, now, JobBatches.Size);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(row => (
            new NoticeRow
            {
                MerchantId = scope.MerchantId,
                SubjectId = row.GetGuid(0),
                CustomerId = row.GetGuid(1),
                Template = row.GetString(2),
                Class = EnumWords.Parse<MessageClass>(row.GetString(3)),
                LinkPurpose = EnumWords.Parse<LinkPurpose>(row.GetString(4)),
                LinkSubjectId = row.GetGuid(5),
                Words = row.GetString(6),
                DueAt = row.GetFieldValue<Instant>(7),
                CreatedAt = row.GetFieldValue<Instant>(8),
            },
            row.GetGuid(9)));
    }

    private (NoticeRow Notice, MessageRow? Message, IReadOnlyList<CustomerLinkRow> Links) Attend(NoticeRow notice, Addressee person, OutreachReads reads, Instant now)
    {
        var settings = reads.Settings;
        var outreach = Outreach.ForNotice(notice.Class, person.Record, person.SurveysAndMarketing, person.Open, at => person.Zone.NextAllowed(at, settings.QuietHours), settings.Rules, now);
        if (outreach.Cancelled is CancellationCause.Stopped)
            return (Decided(notice, outreach, now), null, []);

        var link = outreach.To is null ? null : NewLink.For(notice.MerchantId, notice.CustomerId, notice.LinkPurpose, notice.LinkSubjectId, settings.Policy.Links, now);
        var unsubscribe = outreach.To is null ? null : Unsubscribing.LinkOf(notice.MerchantId, notice.CustomerId, notice.Class, notice.SubjectId, settings.Policy.Links, now);
        MessageRow message;
        try
        {
            message = MessageOf(
                notice, outreach, link is null ? addresses.Pending : addresses.Of(link.Link), unsubscribe is null ? null : addresses.Of(unsubscribe.Link), person, reads, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnwritten(exception, notice.Template, notice.SubjectId); // a template that fails on one customer must not hold up all others
            notice.DueAt = now + TriedAgainAfter;
            return (notice, null, []);
        }

        if (outreach.To is not null && notice.Class is MessageClass.Survey or MessageClass.Marketing)
            person.SurveysAndMarketing.Add(now);
        return (Decided(notice, outreach, now), message, [.. new[] { link, unsubscribe }.OfType<NewLink>().Select(l => l.Row)]);
    }

    private static NoticeRow Decided(NoticeRow notice, Outreach outreach, Instant now)
    {
        (notice.Status, notice.Because, notice.DueAt) = outreach switch
        {
            { Cancelled: { } cause } => (NoticeStatus.Suppressed, cause, notice.DueAt),
            { HeldUntil: { } until } => (NoticeStatus.Waiting, null, until),
            _ => (NoticeStatus.HandedOver, (CancellationCause?)null, notice.DueAt),
        };
        notice.HandedOverAt = outreach.To is null ? null : now;
        return notice;
    }

    private static MessageRow MessageOf(NoticeRow notice, Outreach outreach, string link, string? unsubscribe, Addressee person, OutreachReads reads, Instant now)
    {
        var settings = reads.Settings;
        var language = MessageTexts.LanguageOf(person.Language ?? settings.Language);
        var words = JsonSerializer.Deserialize<NoticeWords>(notice.Words, JsonDefaults.Options)!;
        var text = reads.Templates.Render(
            notice.Template, language, new MessageContent(settings.Name, person.Name, [], words.Words, link, MessageTexts.InLanguage(words.Topic, language), unsubscribe));
        var message = new MessageRow
        {
            MerchantId = notice.MerchantId,
            Id = Ids.New(now),
            CustomerId = notice.CustomerId,
            SubjectId = notice.SubjectId,
            Template = notice.Template,
            Class = notice.Class,
            Channel = ContactChannel.Email,
            Language = language,
            Subject = text.Subject,
            Body = text.Body,
            ListUnsubscribe = unsubscribe,
        };
        return message.Decided(outreach, now);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Template} about {SubjectId} could not be written; it is tried again in an hour")]
    private partial void LogUnwritten(Exception exception, string template, Guid subjectId);
}
