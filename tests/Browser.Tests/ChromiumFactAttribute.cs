namespace AkkaSocketIo.Browser.Tests;

/// <summary>A test that is skipped where there is no Chromium, but for CI.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Machine.ReasonToSkip;
}

/// <inheritdoc cref="ChromiumFactAttribute"/>
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Machine.ReasonToSkip;
}
