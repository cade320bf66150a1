using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Platform.Json;

namespace RetentionApi.Platform.Persistence;

/// <summary>Parts of an aggregate that are read and written whole with it: one column of JSON as the API writes it.</summary>
internal static class JsonColumns
{
    public static void IsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property.HasColumnType("jsonb").HasConversion(
        list => JsonSerializer.Serialize(list, JsonDefaults.Options),
        text => JsonSerializer.Deserialize<T[]>(text, JsonDefaults.Options)!,
        new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list));

    /// <summary>One that never changes.</summary>
    public static void IsJson<T>(this PropertyBuilder<T> property)
        where T : class => property.HasColumnType("jsonb").HasConversion(
        value => JsonSerializer.Serialize(value, JsonDefaults.Options),
        text => JsonSerializer.Deserialize<T>(text, JsonDefaults.Options)!);
}
