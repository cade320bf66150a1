using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>Files what a customer suggests, whether the merchant tells it or the customer themselves: the suggestion, its first voice, and the duty to reply.</summary>
internal sealed class SuggestionFiling(RetentionDbContext db, AuditLog audit, IClock clock)
{
    public Instant Now { get; } = clock.GetCurrentInstant();

    /// <param name="voice">Of who says it; its suggestion is not known yet.</param>
    public async Task<Guid> FileAsync(string text, SuggestionVoiceRow voice, CancellationToken cancellationToken)
    {
        var id = Ids.New(Now);
        var duty = await ReplyDutyAsync(id, voice.CustomerId, cancellationToken);
        if (duty is not null)
            db.Add(duty);
        db.Add(new Suggestion
        {
            MerchantId = db.MerchantId,
            Id = id,
            CustomerId = voice.CustomerId,
            Text = text.Trim(),
            Matching = MatchingText.Of(text),
            CreatedAt = Now,
            ReplyFollowUpId = duty?.Id,
        });
        voice.SuggestionId = id;
        db.Add(voice);
        Tell(voice, "suggestionMade", text.Trim());
        audit.Add(db, Now, "suggestionMade", "suggestion", id, after: new { voice.CustomerId, voice.Origin });
        await db.SaveChangesAsync(cancellationToken);
        return id;
    }

    /// <returns>The suggestion at which the voice now stands: the one that was named, or the one it was merged into; null: there is none.</returns>
    public async Task<Guid?> AddVoiceAsync(Guid suggestionId, SuggestionVoiceRow voice, CancellationToken cancellationToken)
    {
        var found = await db.Set<Suggestion>().Where(s => s.Id == suggestionId).Select(s => new { s.Id, s.MergedIntoId }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        voice.SuggestionId = found.MergedIntoId ?? found.Id;
        if (await db.AddVoiceAsync(voice, cancellationToken))
        {
            Tell(voice, "suggestionVoiced", voice.Text ?? "voice added");
            audit.Add(db, Now, "suggestionVoiced", "suggestion", voice.SuggestionId, after: new { voice.CustomerId, voice.Origin });
            await db.SaveChangesAsync(cancellationToken);
        }

        return voice.SuggestionId;
    }

    private void Tell(SuggestionVoiceRow voice, string kind, string summary)
    {
        db.AddEntry(voice.CustomerId, Now, kind, voice.SuggestionId, summary, Now);
        db.AddWork(voice.CustomerId, voice.SuggestionId, Now, Now);
    }

    private async Task<FollowUp?> ReplyDutyAsync(Guid suggestionId, Guid customerId, CancellationToken cancellationToken)
    {
        var rules = (await SettingsAsync(cancellationToken)).Rules;
        if (rules.Playbooks.For(PlaybookTrigger.Suggestion) is not { } playbook || playbook.Steps[0].Within.From(Now, rules.Calendar) is not { } deadline)
            return null;
        return new FollowUp
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(Now),
            CustomerId = customerId,
            Kind = playbook.Kind,
            Level = playbook.Level,
            Cause = FactKey.Suggestion(suggestionId),
            Step = playbook.Steps[0].Number,
            PolicyVersion = playbook.Version,
            CreatedAt = Now,
            OwnerId = await db.Set<CustomerRow>().Where(c => c.Id == customerId).Select(c => c.OwnerId).SingleOrDefaultAsync(cancellationToken),
            Status = FollowUpStatus.Due,
            DueAt = Now,
            Deadline = deadline,
            Channel = ContactChannel.Staff,
        };
    }

    private async Task<MerchantSettings> SettingsAsync(CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        MerchantSettings.Add(batch, db.MerchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await MerchantSettings.ReadAsync(reader, db.MerchantId, cancellationToken);
    }
}
