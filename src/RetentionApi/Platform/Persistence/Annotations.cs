using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetentionApi.Platform.Persistence;

/// <summary>What a table says of itself besides its columns; the migrator turns it into policies and storage parameters, a test into promises kept.</summary>
internal static class Annotations
{
    public const string WorkerReadsAll = "Retention:WorkerReadsAll";
    public const string StorageParameters = "Retention:StorageParameters";
    public const string Erasure = "Retention:Erasure";

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

    /// <summary>How a person leaves this table. A table without this cannot hold personal data.</summary>
    public static EntityTypeBuilder<T> IsErased<T>(this EntityTypeBuilder<T> table, Erasure how)
        where T : class
    {
        table.Metadata.SetAnnotation(Erasure, how.ToString());
        return table;
    }
}

internal enum Erasure
{
    /// <summary>No personal data in here.</summary>
    Nothing,

    /// <summary>Rows of the customer are deleted.</summary>
    Rows,

    /// <summary>The row stays for the merchant's books; what names the person is cleared.</summary>
    Fields,
}
