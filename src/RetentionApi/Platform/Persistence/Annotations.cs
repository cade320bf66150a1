using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetentionApi.Platform.Persistence;

/// <summary>What a table says of itself besides its columns; the migrator turns it into policies and storage parameters. Of persons in it: <see cref="PersonalData"/>.</summary>
internal static class Annotations
{
    public const string WorkerReadsAll = "Retention:WorkerReadsAll";
    public const string StorageParameters = "Retention:StorageParameters";
    public const string LookedUpByKey = "Retention:LookedUpByKey";
    public const string Appended = "Retention:Appended";
    public const string AfterChange = "Retention:AfterChange";

    /// <summary>For large tables that are paged through: there the planner's statistics must know who has how much, so a merchant is unknown to them only while small.</summary>
    public const string AnalyzedSoon = "autovacuum_analyze_scale_factor = 0.01";

    /// <summary>The worker may see every merchant's rows, to find who has work; then it acts as one.</summary>
    public static EntityTypeBuilder<T> IsSeenByWorker<T>(this EntityTypeBuilder<T> table)
        where T : class
    {
        table.Metadata.SetAnnotation(WorkerReadsAll, true);
        return table;
    }

    public static EntityTypeBuilder<T> HasStorage<T>(this EntityTypeBuilder<T> table, string parameters)
        where T : class
    {
        table.Metadata.SetAnnotation(StorageParameters, parameters);
        return table;
    }

    /// <summary>
    /// Rows are found by the key of what they belong to; nobody pages through all that a merchant has. The planner is to take every merchant for an average one here:
    /// knowing one that fills the table, it takes another, whom it has not seen yet, for one row, and reads all that they have, whichever index it may use.
    /// </summary>
    public static EntityTypeBuilder<T> IsLookedUpByKey<T>(this EntityTypeBuilder<T> table)
        where T : class
    {
        table.Metadata.SetAnnotation(LookedUpByKey, true);
        return table;
    }

    /// <summary>Rows are added with every report and found by key alone: a small sample, taken now and then, tells the planner all it needs, and a large one each minute costs the reports their processor.</summary>
    public static EntityTypeBuilder<T> IsAppended<T>(this EntityTypeBuilder<T> table)
        where T : class
    {
        table.Metadata.SetAnnotation(Appended, true);
        return table;
    }

    /// <summary>A function of the database that runs after each statement that added, changed or deleted rows, whoever said it; it reads them as <c>rows_before</c> and <c>rows_after</c>. It must never make one transaction wait for another.</summary>
    public static EntityTypeBuilder<T> RunsAfterChange<T>(this EntityTypeBuilder<T> table, string function)
        where T : class
    {
        table.Metadata.SetAnnotation(AfterChange, function);
        return table;
    }
}
