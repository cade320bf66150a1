using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace RetentionApi.Platform.Persistence;

/// <summary>Enums stand in the database as the camelCase words of the API, so that a row reads like an answer.</summary>
internal static class EnumWords
{
    private static readonly string[] DomainNamespaces = ["RetentionApi.Domain", "RetentionApi."];

    public static string Word<T>(this T value)
        where T : struct, Enum => Words<T>.Of[value];

    public static T Parse<T>(string word)
        where T : struct, Enum => Words<T>.From[word];

    public static void UseWordsForEnums(this ModelConfigurationBuilder configuration)
    {
        var enums = new[] { typeof(Domain.Common.Error).Assembly, typeof(EnumWords).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t is { IsEnum: true, IsGenericType: false, Namespace: { } name } && DomainNamespaces.Any(n => name.StartsWith(n, StringComparison.Ordinal)));
        foreach (var type in enums.Where(t => !t.IsDefined(typeof(StoredAsNumberAttribute), false) && t != typeof(Domain.Relationships.Level)))
            configuration.Properties(type).HaveConversion(typeof(WordConverter<>).MakeGenericType(type));
        configuration.Properties<Domain.Relationships.Level>().HaveConversion<short>();
    }

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));

        public static readonly Dictionary<string, T> From = Of.ToDictionary(p => p.Value, p => p.Key);
    }

    private sealed class WordConverter<T>() : ValueConverter<T, string>(value => value.Word(), word => Parse<T>(word))
        where T : struct, Enum;
}

/// <summary>An ordered enum that is stored as its number, because rows are compared or indexed by it.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class StoredAsNumberAttribute : Attribute;
