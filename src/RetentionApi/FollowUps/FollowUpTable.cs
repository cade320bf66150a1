using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.FollowUps.Guides;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Suggestions;

namespace RetentionApi.FollowUps;

internal sealed class FollowUpTable : IEntityTypeConfiguration<FollowUp>
{
    /// <summary>The steps of cases that are owed, a few beside all duties.</summary>
    public const string OpenCaseSteps = "kind = 'caseStep' AND status IN ('scheduled', 'due', 'claimed', 'missed')";

    private const string CountsAt = "CountsAt";

    /// <summary>On which instant's day it is counted: when it came due (was missed, or ended done or skipped before), or when it turned out that the customer cannot be reached; null: on none.</summary>
    private const string Counts = """
        CASE WHEN status = 'cancelled' THEN CASE WHEN cancellation IN ('noContact', 'notPermitted') THEN ended_at END
          WHEN missed_at IS NOT NULL THEN missed_at WHEN status = 'done' THEN completed_at WHEN status = 'skipped' THEN ended_at END
        """;

    /// <summary>What was owed and how it ended stays in the measures, as owed to nobody; what was still open is not owed any more.</summary>
    private const string OfErased = """
        UPDATE follow_ups SET customer_id = $4, cause = 'erased-' || id, note = NULL, order_line_ids = '{}', answers = '[]', guide = NULL, skip_reason = NULL, claimed_by = NULL, claimed_at = NULL,
          cancellation = CASE WHEN status IN ('done', 'skipped', 'cancelled') THEN cancellation ELSE 'erased' END, ended_at = COALESCE(ended_at, $5),
          status = CASE WHEN status IN ('done', 'skipped', 'cancelled') THEN status ELSE 'cancelled' END, paused_at = NULL, version = version + 1
        WHERE merchant_id = $1 AND customer_id = ANY($2)
        """;

    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("follow_ups").IsErased(Erasure.Fields, SuggestionErasure.PassReply, OfErased).HasStorage(Annotations.AnalyzedSoon).IsSeenByWorker();
        builder.HasKey(f => new { f.MerchantId, f.Id });
        builder.HasIndex(f => new { f.MerchantId, f.Cause, f.Kind, f.Step, f.CustomerId }).IsUnique();
        builder.HasIndex(f => new { f.MerchantId, f.CustomerId });
        builder.HasIndex(f => new { f.MerchantId, f.Status, f.Deadline, f.Id });
        builder.HasIndex(f => new { f.MerchantId, f.OwnerId, f.Status, f.Deadline, f.Id }).HasFilter("owner_id IS NOT NULL");
        builder.HasIndex(f => new { f.MerchantId, f.Deadline }, "ix_follow_ups_unowned").HasFilter(Assignments.Unowned);
        builder.HasIndex(f => new { f.MerchantId, f.DueAt }).HasFilter(DueFollowUps.Waiting);
        builder.HasIndex(f => new { f.MerchantId, f.Deadline }).HasFilter("status IN ('scheduled', 'due', 'claimed') AND missed_at IS NULL AND paused_at IS NULL");
        builder.HasIndex(f => new { f.MerchantId, f.Deadline }, "ix_follow_ups_open_case_steps").HasFilter(OpenCaseSteps);
        builder.HasIndex(f => new { f.MerchantId, f.ClaimedAt }).HasFilter("status = 'claimed'");
        builder.Property<NodaTime.Instant?>(CountsAt).HasComputedColumnSql(Counts, stored: true);
        builder.HasIndex(nameof(FollowUp.MerchantId), CountsAt).HasFilter("counts_at IS NOT NULL");
        builder.RunsAfterChange("touch_duty_days");
        builder.Property(f => f.OrderLineIds).HasColumnType("uuid[]").HasConversion(
            ids => ids.ToArray(),
            ids => ids,
            new ValueComparer<IReadOnlyList<Guid>>((a, b) => a!.SequenceEqual(b!), ids => ids.Count, ids => ids));
        builder.Property(f => f.Answers).HasColumnType("jsonb").HasConversion(
            answers => JsonSerializer.Serialize(answers, JsonDefaults.Options),
            text => JsonSerializer.Deserialize<LineAnswer[]>(text, JsonDefaults.Options)!,
            new ValueComparer<IReadOnlyList<LineAnswer>>((a, b) => a!.SequenceEqual(b!), answers => answers.Count, answers => answers));
        builder.Property(f => f.Guide).HasColumnType("jsonb").HasConversion(
            guide => JsonSerializer.Serialize(guide, JsonDefaults.Options),
            text => JsonSerializer.Deserialize<GuideAnswers>(text, JsonDefaults.Options));
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.Ignore(f => f.IsEnded).Ignore(f => f.IsOpen).Ignore(f => f.IsStopped).Ignore(f => f.IsDoneInTime).Ignore(f => f.HasSubject).Ignore(f => f.IsPaused)
            .Ignore(f => f.IsOwedToCustomer);
    }
}
