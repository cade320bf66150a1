using FluentValidation;

namespace RetentionApi.Catalog;

/// <summary>How a lot of a product is named on the goods. It is a key of what is counted by lot, so it has one limit wherever it is told.</summary>
internal static class BatchCode
{
    public const int Longest = 128;

    /// <summary>As it is kept and compared: blanks around it, which a till may add, make no other lot.</summary>
    public static string Of(string told) => told.Trim();

    /// <summary>Of an order's line: null where it names none.</summary>
    public static string? OfLine(string? told) => told is null || Of(told).Length == 0 ? null : Of(told);

    public static void IsBatchCode<T>(this IRuleBuilder<T, string> code) => code.Must(told => Of(told).Length is > 0 and <= Longest).WithMessage($"1 to {Longest} characters");

    /// <summary>Of an order's line, which may name none.</summary>
    public static void MayBeBatchCode<T>(this IRuleBuilder<T, string?> code) => code.Must(told => told is null || Of(told).Length <= Longest).WithMessage($"at most {Longest} characters");
}
