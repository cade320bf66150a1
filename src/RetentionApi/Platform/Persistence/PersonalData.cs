using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetentionApi.Platform.Persistence;

/// <summary>What a table says of the persons in it: how they leave it, and how they are shown what it holds of them. A test holds that every table says so.</summary>
internal static class PersonalData
{
    public const string Erasure = "Retention:Erasure";
    public const string ErasedBy = "Retention:ErasedBy";
    public const string SearchedBy = "Retention:SearchedBy";
    public const string ExportedBy = "Retention:ExportedBy";
    public const string NotExported = "Retention:NotExported";

    /// <summary>
    /// How a person leaves this table: where it has a <c>customer_id</c>, and nothing else is said, their rows are deleted. Otherwise by these statements, which may run again and again, in the
    /// transaction that erases: $1 merchant, $2 the ids of the person, $3 the ids of all that was theirs, $4 an id that stands for nobody, $5 now, $6 a
    /// regular expression of their names.
    /// </summary>
    public static EntityTypeBuilder<T> IsErased<T>(this EntityTypeBuilder<T> table, Erasure how, params string[] statements)
        where T : class
    {
        table.Metadata.SetAnnotation(Erasure, how.ToString());
        if (statements.Length > 0)
            table.Metadata.SetAnnotation(ErasedBy, statements);
        return table;
    }

    /// <summary>
    /// Rows that no key leads to are searched for the person afterwards: $1 merchant, $2 the ids of all that was theirs, $3 patterns of LIKE (their ids and addresses),
    /// $4 a regular expression (addresses, and names that are nothing else), to be asked in any case, $5 another one of lines that call them as storefronts do.
    /// </summary>
    public static EntityTypeBuilder<T> IsSearched<T>(this EntityTypeBuilder<T> table, params string[] statements)
        where T : class
    {
        table.Metadata.SetAnnotation(SearchedBy, statements);
        return table;
    }

    /// <summary>What a person gets to see of this table, where it is more or less than their rows: $1 merchant, $2 the ids of the person.</summary>
    public static EntityTypeBuilder<T> IsExported<T>(this EntityTypeBuilder<T> table, string select)
        where T : class
    {
        table.Metadata.SetAnnotation(ExportedBy, select);
        return table;
    }

    /// <summary>It holds something of a person, and yet they are not shown it.</summary>
    public static EntityTypeBuilder<T> IsNotExported<T>(this EntityTypeBuilder<T> table, string because)
        where T : class
    {
        table.Metadata.SetAnnotation(NotExported, because);
        return table;
    }

    /// <summary>A statement that strikes the person's name and addresses out of what staff wrote into these columns.</summary>
    public static string StrikeOut(string table, params string[] columns)
    {
        var struck = string.Join(", ", columns.Select(c => $"{c} = regexp_replace({c}, $4, '{Struck}', 'gi')"));
        return $"UPDATE {table} SET {struck} WHERE merchant_id = $1 AND ({string.Join(" OR ", columns.Select(c => $"{c} ~* $4"))})";
    }

    /// <summary>Stands where words of a person stood.</summary>
    public const string Struck = "…";
}

internal enum Erasure
{
    /// <summary>No personal data in here.</summary>
    Nothing,

    /// <summary>Rows of the customer are deleted.</summary>
    Rows,

    /// <summary>The row stays for the merchant's books, as nobody's; what names the person or is in their words is cleared.</summary>
    Fields,
}
