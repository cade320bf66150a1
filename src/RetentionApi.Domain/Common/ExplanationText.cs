namespace RetentionApi.Domain.Common;

/// <summary>How one code reads. Placeholders are <c>{name}</c>, or <c>{name:date}</c>, <c>{name:time}</c>, <c>{name:days}</c> and <c>{name:word}</c>, the name of an enum's member.</summary>
internal sealed record ExplanationText(string Code, string English, string Chinese);
